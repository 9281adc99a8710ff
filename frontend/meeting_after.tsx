// After the reveal: the debrief with its steps and phrases, and what follows from the meeting.
import { useState } from "preact/hooks";
import { download, localTime } from "./calendar";
import { minutes, useSeconds } from "./meeting_clock";
import { Go, HowFar, type LeadProps } from "./meeting_parts";
import { newsWords, playedWords, whenWords } from "./meeting_plan";
import { MetCard, Results } from "./meeting_results";
import type { Debrief, MeetingView } from "./meeting_view";
import { Card, Prose, Tick, type Doing } from "./scene_sheet_parts";
import { t } from "./words";

export function LeadDebrief({ view, act }: LeadProps) {
  const debrief = view.debrief!;
  const step = debrief.steps[debrief.step]!;
  const isLast = debrief.step === debrief.steps.length - 1;
  const goTo = (number: number) => void act({ do: "step", step: number });
  return (
    <>
      {!isLast && (
        <Card title={t("Begin with this question")} kind="question">
          <p>{debrief.question}</p>
        </Card>
      )}
      <section class="debrief-step">
        <p class="count">
          {t("Step {n} of {all}", { n: debrief.step + 1, all: debrief.steps.length })} · <StepClock debrief={debrief} />
        </p>
        <h3>{step.title}</h3>
        <p>{step.aim}</p>
        <ul class="phrases">
          {step.say!.map((phrase) => (
            <li key={phrase}>{phrase}</li>
          ))}
        </ul>
      </section>
      <p class="act">
        {isLast ? (
          <Go view={view} act={act} to="follow-up" label={t("On to what follows")} />
        ) : (
          <button type="button" class="primary big" onClick={() => goTo(debrief.step + 1)}>
            {t("Next: {title}", { title: debrief.steps[debrief.step + 1]!.title })}
          </button>
        )}
        {debrief.step > 0 && (
          <button type="button" onClick={() => goTo(debrief.step - 1)}>
            {t("Back")}
          </button>
        )}
      </p>
      <Again act={act} />
      <Said view={view} />
      <details>
        <summary>{t("Questions of this scene")}</summary>
        <Prose text={view.questions!} />
      </details>
    </>
  );
}

function StepClock({ debrief }: { debrief: Debrief }) {
  const seconds = useSeconds(debrief.since ?? 0, true, debrief);
  return (
    <span role="timer">
      {t("{used} of about {meant} min", { used: minutes(seconds), meant: debrief.steps[debrief.step]!.minutes })}
    </span>
  );
}

function Again({ act }: { act: Doing }) {
  return (
    <p class="act again">
      <span class="count">{t("There is time?")}</span>
      <button type="button" onClick={() => void act({ do: "again", deal: false })}>
        {t("Play it again, same parts")}
      </button>
      <button type="button" onClick={() => void act({ do: "again", deal: true })}>
        {t("Play it again, other parts")}
      </button>
    </p>
  );
}

function Said({ view }: { view: MeetingView }) {
  const { scorers } = view.debrief!;
  if (scorers === 0) return <p class="count">{t("Nobody has scored this scene. Talk about what you saw.")}</p>;
  return (
    <section>
      <h3>{t("What you all said")}</h3>
      <p class="count">{t("From {n} score sheets, without names.", { n: scorers })}</p>
      <MetCard debrief={view.debrief!} />
      <Results results={view.results!} />
    </section>
  );
}

export function LeadFollowUp({ view, act }: LeadProps) {
  return (
    <>
      <p class="lead">{t("Everybody writes one goal on the phone, and may say thank you to somebody.")}</p>
      <HowFar>{t("{n} of {all} have a goal.", { n: view.goals!, all: view.people.length })}</HowFar>
      <NextMeeting view={view} act={act} />
      <SelfRating view={view} act={act} />
      <p class="act">
        <Go view={view} act={act} to="ended" label={t("End the meeting")} />
        <Go view={view} act={act} to="debrief" label={t("Back to the debrief")} isPrimary={false} />
      </p>
    </>
  );
}

function NextMeeting({ view, act }: LeadProps) {
  const [when, setWhen] = useState(localTime(view.next_at ?? view.suggested_at!));
  const save = (event: Event) => {
    event.preventDefault();
    const at = new Date(when).getTime() / 1000;
    if (Number.isFinite(at)) void act({ do: "next", at });
  };
  const scene = view.next_scene!;
  return (
    <Card title={t("The next meeting")}>
      <p>
        {t("Our proposal:")} <strong>{scene.title}</strong> ({playedWords(scene)})
        {scene.news && <span class="count"> {newsWords(scene.news)}</span>}
      </p>
      <form class="next-meeting" onSubmit={save}>
        <label for="next-at">{t("Day and time")}</label>
        <input
          id="next-at"
          type="datetime-local"
          value={when}
          onInput={(event) => setWhen(event.currentTarget.value)}
        />
        <button type="submit">{t("Keep this date")}</button>
      </form>
      <p role="status">{view.next_at && t("Kept: {when}", { when: whenWords(view.next_at) })}</p>
      {view.calendar && (
        <p>
          <button type="button" onClick={() => download(view.calendar!)}>
            {t("For your calendar (.ics)")}
          </button>
        </p>
      )}
    </Card>
  );
}

function SelfRating({ view, act }: LeadProps) {
  const { questions, levels, rating } = view.self!;
  const words: Record<string, string> = { yes: t("Yes"), partly: t("Partly"), no: t("Not today") };
  const choose = (id: string, level: string) => void act({ do: "self", rating: { ...rating, [id]: level } });
  return (
    <Card title={t("How did you lead it? Only for you")} kind="score-form">
      {questions.map(({ id, text }) => (
        <fieldset class="line" key={id}>
          <legend>{text}</legend>
          <div class="row-of of-3">
            {levels.map((level) => (
              <label key={level} class={rating[id] === level ? "chosen" : ""}>
                <input
                  type="radio"
                  name={`self-${id}`}
                  checked={rating[id] === level}
                  onChange={() => choose(id, level)}
                />
                {rating[id] === level && <Tick />}
                {words[level]}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </Card>
  );
}
