// From the briefs to the scores: what the trainer sees and does while a scene is played.
import { useState } from "preact/hooks";
import { SceneClock } from "./meeting_clock";
import { People } from "./meeting_gather";
import { Go, HowFar, type LeadProps } from "./meeting_parts";
import type { Attendant } from "./meeting_view";
import { partWord } from "./meeting_words";
import { Card, Prose, Standard, Tick } from "./scene_sheet_parts";
import { ScoreFields } from "./scene_sheet_score";
import { t } from "./words";

export function LeadBrief({ view, act }: LeadProps) {
  const ready = view.people.filter((person) => person.ready).length;
  const wantsCases = view.has_vignettes && view.plays === 0;
  return (
    <>
      <Card title={t("Read this aloud")}>
        <Prose text={view.brief} />
        <Standard view={view} />
      </Card>
      <HowFar>{t("{n} of {all} have read their brief.", { n: ready, all: view.people.length })}</HowFar>
      <Ticked people={view.people} isTicked={(person) => person.ready} />
      <details>
        <summary>{t("Change the parts")}</summary>
        <People view={view} act={act} />
      </details>
      <p class="act">
        {wantsCases ? (
          <>
            <Go view={view} act={act} to="calibrate" label={t("Two short cases first")} />
            <Go view={view} act={act} to="play" label={t("Straight to the scene")} isPrimary={false} />
          </>
        ) : (
          <Go view={view} act={act} to="play" label={t("On to the scene")} />
        )}
        <Go view={view} act={act} to="gather" label={t("Back to the parts")} isPrimary={false} />
      </p>
    </>
  );
}

export function LeadCases({ view, act }: LeadProps) {
  const done = view.people.filter((person) => person.guessed > 0).length;
  return (
    <>
      <p class="lead">
        {t("Everybody rates two short cases on the phone and sees how the course rates them. Talk about one difference, no more.")}
      </p>
      <HowFar>{t("{n} of {all} have rated.", { n: done, all: view.people.length })}</HowFar>
      <Ticked people={view.people} isTicked={(person) => person.guessed > 0} />
      <p class="act">
        <Go view={view} act={act} to="play" label={t("On to the scene")} />
      </p>
    </>
  );
}

export function LeadPlay({ view, act }: LeadProps) {
  const { clock, rewinds } = view;
  const [isSure, setSure] = useState(false);
  const turn = (what: string, more = {}) => {
    setSure(false);
    void act({ do: "clock", what, ...more });
  };
  const isRunning = clock.state === "running";
  const start = clock.state === "ready" ? t("Start the scene") : t("Go on");
  return (
    <>
      <Players people={view.people} />
      <SceneClock clock={clock} />
      <p class="act">
        {isRunning || clock.state === "over" ? (
          <Go view={view} act={act} to="score" label={t("Stop and score")} />
        ) : (
          <button type="button" class="primary big" onClick={() => turn("start")}>
            {start}
          </button>
        )}
        {isRunning && (
          <button type="button" onClick={() => turn("pause")}>
            {t("Pause")}
          </button>
        )}
        {clock.state === "paused" && <Go view={view} act={act} to="score" label={t("Stop and score")} isPrimary={false} />}
      </p>
      {clock.state !== "ready" && (
        <p class="act rewinds">
          <span class="count">{t("Once more from there:")}</span>
          {rewinds.map((seconds) => (
            <button type="button" key={seconds} onClick={() => turn("rewind", { seconds })}>
              {t("{n} seconds back", { n: seconds })}
            </button>
          ))}
          {isSure ? (
            <button type="button" onClick={() => turn("redo")}>
              {t("Yes, from the start; what was tapped is gone")}
            </button>
          ) : (
            <button type="button" onClick={() => setSure(true)}>
              {t("From the start")}
            </button>
          )}
        </p>
      )}
      <p class="count">{t("Observers tap on their phones. The customer’s phone says when to make it harder or easier.")}</p>
    </>
  );
}

export function LeadScores({ view, act }: LeadProps) {
  const asked = view.people.filter((person) => person.scored !== null);
  const given = asked.filter((person) => person.scored).length;
  const forms = Object.entries(view.paper_forms ?? {});
  const isWhole = given === asked.length;
  return (
    <>
      <HowFar>{t("{n} of {all} scores are in.", { n: given, all: asked.length })}</HowFar>
      <Ticked people={asked} isTicked={(person) => person.scored === true} />
      {forms.map(([seat, form]) => {
        const person = view.people.find((each) => each.seat === seat);
        return (
          <details key={seat}>
            <summary>{t("Type in the sheet of {name}", { name: person?.name ?? "" })}</summary>
            <ScoreFields form={form} name={`paper-${seat}`} submit={(score) => act({ do: "score", seat, ...score })} />
          </details>
        );
      })}
      <p class="act">
        <Go view={view} act={act} to="debrief" label={t("Show the scores")} />
        <Go view={view} act={act} to="play" label={t("Back to the scene")} isPrimary={false} />
      </p>
      {!isWhole && <p class="count">{t("Who has not scored by then cannot score any more.")}</p>}
    </>
  );
}

function Players({ people }: { people: Attendant[] }) {
  const playing = people.filter(({ part }) => part === "customer" || part === "employee");
  return (
    <p class="lead">
      {playing.map(({ seat, name, part }, index) => (
        <span key={seat}>
          {index > 0 && " · "}
          {partWord(part!)}: <strong>{name}</strong>
        </span>
      ))}
    </p>
  );
}

/** Names, with a tick for those who have done something. */
function Ticked({ people, isTicked }: { people: Attendant[]; isTicked: (person: Attendant) => boolean }) {
  return (
    <ul class="ticked">
      {people.map((person) => (
        <li key={person.seat} class={isTicked(person) ? "done" : ""}>
          {isTicked(person) ? <Tick /> : <span aria-hidden="true">…</span>}
          {person.name} <span class="unseen">{isTicked(person) ? t("done") : t("not yet")}</span>
        </li>
      ))}
    </ul>
  );
}
