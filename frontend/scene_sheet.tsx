// What somebody in a meeting has on their phone: it follows the meeting from the first hello to the end.
import { usePort } from "./hooks";
import { useDoing, useFocusOnChange } from "./meeting_hooks";
import type { SheetView } from "./meeting_view";
import { partTitle, phaseWord } from "./meeting_words";
import type { Port } from "./port";
import { After } from "./scene_sheet_after";
import { Brief, Calibrate, Gather } from "./scene_sheet_before";
import type { PhaseProps } from "./scene_sheet_parts";
import { Play } from "./scene_sheet_play";
import { SafeStop } from "./scene_sheet_safe";
import { Score } from "./scene_sheet_score";
import { t } from "./words";

export function SceneSheet({ port }: { port: Port }) {
  const view = usePort(port) as unknown as SheetView;
  const [act, error] = useDoing(port);
  const isStopped = view.alarm === "red" && isSafeStopOn(view);
  const heading = useFocusOnChange(`${view.phase} ${view.plays} ${view.me.part} ${view.debrief?.step} ${isStopped}`);
  return (
    <section class={`scene-sheet is-${view.phase}`} aria-label={t("Your part in the meeting")}>
      {isStopped && <Calm heading={heading} />}
      <div hidden={isStopped}>
        <header>
          <p class="count">{[view.title, phaseWord(view.phase)].join(" · ")}</p>
          <h2 ref={isStopped ? undefined : heading} tabIndex={-1}>
            {titleOf(view)}
          </h2>
        </header>
        <p class={`easier ${view.alarm === "amber" ? "" : "unseen"}`} role="status">
          {view.alarm === "amber" && easierWords(view)}
        </p>
        {view.me.is_here ? <Phase view={view} act={act} port={port} /> : <Away />}
      </div>
      <footer class="always">
        <p class="error" role="alert">
          {error}
        </p>
        {isSafeStopOn(view) && <SafeStop act={act} />}
      </footer>
    </section>
  );
}

function isSafeStopOn({ phase, me }: SheetView): boolean {
  return me.is_here && phase !== "gather" && phase !== "ended";
}

function titleOf({ phase, me, characters, debrief }: SheetView): string {
  const { name, part } = me;
  if (!me.is_here) return t("You have left this meeting");
  if (phase === "gather" && !part) return t("You are in, {name}.", { name });
  if (phase === "calibrate") return t("Two short cases first");
  if (phase === "score") {
    if (part === "employee") return t("Thank you, {name}.", { name });
    return part === "customer" ? t("How was it for you?") : t("What did you see?");
  }
  if (phase === "debrief" && debrief) return debrief.steps[debrief.step]!.title;
  if (phase === "follow-up") return t("What you take with you");
  if (phase === "ended") return t("Thank you, {name}. That was good work.", { name });
  return part ? partTitle(part, characters) : phaseWord(phase);
}

function easierWords({ phase, me }: SheetView): string {
  return phase === "play" && me.part === "customer"
    ? t("Somebody would like it easier. Lower your voice, and give a little.")
    : t("Somebody would like it easier. Let us take it gently.");
}

function Phase(props: PhaseProps) {
  const { phase, plays } = props.view; // what was written about one play is not shown in the next
  if (phase === "gather") return <Gather {...props} />;
  if (phase === "brief") return <Brief {...props} />;
  if (phase === "calibrate") return <Calibrate {...props} />;
  if (phase === "play") return <Play {...props} />;
  if (phase === "score") return <Score key={plays} {...props} />;
  return <After key={plays} {...props} />;
}

function Away() {
  return <p>{t("If that was a mistake, tell your trainer, and join once more.")}</p>;
}

function Calm({ heading }: { heading: { current: HTMLHeadingElement | null } }) {
  return (
    <div class="calm">
      <h2 ref={heading} tabIndex={-1}>
        {t("We stop here for a moment.")}
      </h2>
      <p>{t("Breathe. Nobody did anything wrong.")}</p>
      <p>{t("Your trainer goes on when everyone is ready.")}</p>
    </div>
  );
}
