// What the phases of the trainer's page are made of.
import type { MeetingView, Phase } from "./meeting_view";
import type { Doing } from "./scene_sheet_parts";

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

/** A line that says how far everybody is; it is read aloud when it changes. */
export function HowFar({ children }: { children: string }) {
  return (
    <p class="count" role="status">
      {children}
    </p>
  );
}
