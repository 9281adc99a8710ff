// The meeting on the trainer's laptop: one thing to do at a time, and always what comes next.
import { usePort } from "./hooks";
import { LeadDebrief, LeadFollowUp } from "./meeting_after";
import { GatherPeople } from "./meeting_gather";
import { useDoing, useFocusOnChange } from "./meeting_hooks";
import { LeadBrief, LeadCases, LeadPlay, LeadScores } from "./meeting_lead";
import type { LeadProps } from "./meeting_parts";
import { PlanMeeting } from "./meeting_plan";
import type { MeetingView, Phase, Plan } from "./meeting_view";
import { phaseWord } from "./meeting_words";
import type { Port } from "./port";
import { spaced } from "./qr_code";
import { AlarmShape } from "./scene_sheet_safe";
import { t } from "./words";

type View = MeetingView | { kind: string; phase: "plan"; plan: Plan };

const WAY: Phase[] = ["gather", "brief", "calibrate", "play", "score", "debrief", "follow-up"];

export function Meeting({ port }: { port: Port }) {
  const view = usePort(port) as unknown as View;
  const [act, error] = useDoing(port);
  const heading = useFocusOnChange(view.phase);
  const isPlanning = view.phase === "plan";
  return (
    <section class={`meeting is-${view.phase}`} aria-label={t("The meeting")}>
      {!isPlanning && <Way view={view} />}
      <h2 ref={heading} tabIndex={-1}>
        {isPlanning ? t("Plan a meeting") : phaseWord(view.phase)}
      </h2>
      <p class="error" role="alert">
        {error}
      </p>
      {isPlanning ? (
        <PlanMeeting plan={view.plan} act={act} />
      ) : (
        <>
          <Alarm view={view} act={act} />
          <Lead view={view} act={act} />
          <More view={view} act={act} />
        </>
      )}
    </section>
  );
}

/** Where the meeting is on its way, what is played, and the code for those who come late. */
function Way({ view }: { view: MeetingView }) {
  const here = WAY.indexOf(view.phase);
  return (
    <header>
      <p class="count">
        {view.title} · {view.standard.name} · {t("code {code}", { code: spaced(view.join.code) })}
      </p>
      <ol class="way" aria-label={t("The way through the meeting")}>
        {WAY.map((phase, number) => (
          <li
            key={phase}
            class={number < here ? "done" : number === here ? "now" : ""}
            aria-current={number === here ? "step" : undefined}
          >
            {phaseWord(phase)}
          </li>
        ))}
      </ol>
    </header>
  );
}

function Lead(props: LeadProps) {
  switch (props.view.phase) {
    case "gather":
      return <GatherPeople {...props} />;
    case "brief":
      return <LeadBrief {...props} />;
    case "calibrate":
      return <LeadCases {...props} />;
    case "play":
      return <LeadPlay {...props} />;
    case "score":
      return <LeadScores {...props} />;
    case "debrief":
      return <LeadDebrief {...props} />;
    default:
      return <LeadFollowUp {...props} />;
  }
}

/** A safe stop: calm words, and what to do now. */
function Alarm({ view, act }: LeadProps) {
  const { alarm } = view;
  if (!alarm || alarm === "green") return <p role="status" class="unseen" />;
  const isRed = alarm === "red";
  return (
    <div class={`alarm is-${alarm}`}>
      <p role="status">
        <AlarmShape level={alarm} /> <strong>{isRed ? t("Somebody said stop.") : t("Somebody would like it easier.")}</strong>{" "}
        {isRed
          ? t("The scene stands still on every screen. Ask nobody who it was. Have a glass of water, say that stopping is fine, and ask what the room needs.")
          : t("Slow down. The customer’s phone says it, too.")}
      </p>
      <button type="button" onClick={() => void act({ do: "calm" })}>
        {isRed ? t("Everybody is ready again") : t("It is easier now")}
      </button>
    </div>
  );
}

/** What is rarely needed: to end a meeting in the middle. */
function More({ view, act }: LeadProps) {
  if (view.phase === "follow-up") return null;
  return (
    <details class="rarely">
      <summary>{t("More")}</summary>
      <p>{t("What was played and scored so far is kept.")}</p>
      <button type="button" onClick={() => void act({ do: "stop" })}>
        {t("End this meeting now")}
      </button>
    </details>
  );
}
