// Swings: what a step from the worst to the best is worth, beside the most important one.
import { useState } from "preact/hooks";
import type { Doing } from "./scene_sheet_parts";
import type { WeighView } from "./standards_view";
import { t } from "./words";

type Props = { view: WeighView; names: Record<string, string>; act: Doing };

export function SwingForm({ view, names, act }: Props) {
  const [typed, setTyped] = useState<Record<string, string>>({});
  const shown = (id: string) => typed[id] ?? (view.worth[id] === undefined ? "" : String(view.worth[id]));
  const save = async (event: Event) => {
    event.preventDefault();
    const worth = Object.fromEntries(view.standards.map(({ id }) => [id, numberOf(shown(id))]));
    if (await act({ do: "worth", worth })) setTyped({});
  };
  return (
    <form class="swings" onSubmit={(event) => void save(event)}>
      <p>{t("Imagine that we are bad at all of them. Which one would you put right first? Give it 100. Then give each other one what it is worth beside it: 50 is half as much.")}</p>
      {view.standards.map(({ id }) => (
        <label key={id} class="field in-line">
          <span>{names[id]}</span>
          <input
            type="number"
            min={0}
            max={100}
            inputMode="numeric"
            value={shown(id)}
            onInput={(event) => {
              const { value } = event.currentTarget;
              setTyped((now) => ({ ...now, [id]: value }));
            }}
          />
        </label>
      ))}
      <button>{t("Compare")}</button>
    </form>
  );
}

/** What cannot be read as a whole number is refused by the kernel, and stays in the form. */
function numberOf(text: string): number | null {
  return /^\d+$/.test(text.trim()) ? Number(text) : null;
}
