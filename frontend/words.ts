// The door through which every text of the interface passes. A page in another language carries a
// catalogue in <script type="application/json" id="words">; without it the English here is shown.
const catalogue: Record<string, string> = JSON.parse(
  document.getElementById("words")?.textContent || "{}",
);

/** Translate a text; {name} is replaced by the value of that name. */
export function t(text: string, values: Record<string, string | number> = {}): string {
  const words = catalogue[text] ?? text;
  return words.replace(/\{(\w+)\}/g, (_all, name: string) => String(values[name] ?? ""));
}

/** A share as people read it; rounded down, so that a miss by a hair does not read like a pass. */
export function percent(value: number): string {
  return `${Math.floor(value * 100 + 1e-9)}\u00a0%`;
}
