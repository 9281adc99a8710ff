// What the phases of the trainer's page are made of.
import type { MeetingView, Phase } from "./meeting_view";
import type { Doing } from "./scene_sheet_parts";
import { t } from "./words";

export type LeadProps = { view: MeetingView; act: Doing };

type GoProps = LeadProps & { to: Phase; label: string; isPrimary?: boolean };

/** Goes on to a phase; says from where, so that two pages do not go on twice. */
export function Go({ view, act, to, label, isPrimary = true }: GoProps) {
  return (
    <button
      type="button"
      class={isPrimary ? "primary big" : ""}
      onClick={() => void act({ do: "go", from: view.phase, to })}
    >
      {label}
    </button>
  );
}

/** How many of something, in words: "3 of 5 are ready". */
export function Count({ text, n, all }: { text: string; n: number; all: number }) {
  return (
    <p class="count" role="status">
      {t(text, { n, all })}
    </p>
  );
}
