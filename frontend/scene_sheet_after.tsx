// After the reveal: what all said, the debrief, one goal, thanks for somebody, and the next time.
import { useState } from "preact/hooks";
import { dateWords } from "./dates";
import { MetCard, Results } from "./meeting_results";
import type { Debrief, SheetView } from "./meeting_view";
import { Saved } from "./saved";
import { Card, Tick, type Doing, type PhaseProps } from "./scene_sheet_parts";
import { useTexts, type Texts } from "./texts";
import { t } from "./words";

const LONGEST_GOAL = 300; // characters of each half
const LONGEST_STORY = 600;

/** One component from the debrief to the end, so that nothing is lost that somebody is writing. */
export function After({ view, act, port }: PhaseProps) {
  const { phase, debrief } = view;
  if (!debrief) return <p class="lead">{t("The meeting has ended. Until the next time!")}</p>;
  const isTalk = phase === "debrief";
  const isLastStep = debrief.step === debrief.steps.length - 1;
  return (
    <>
      {isTalk && <Talk debrief={debrief} isLastStep={isLastStep} />}
      {phase === "ended" && <Goodbye view={view} />}
      {phase !== "ended" && (!isTalk || isLastStep) && <Goal view={view} port={port} />}
      {phase === "follow-up" && <Nominate view={view} act={act} />}
      {phase === "follow-up" && <NextTime view={view} />}
      {isTalk ? <Said view={view} /> : <Folded view={view} />}
    </>
  );
}

function Talk({ debrief, isLastStep }: { debrief: Debrief; isLastStep: boolean }) {
  const { step, steps, question } = debrief;
  return (
    <>
      <p class="count">
        {t("Step {n} of {all}, about {minutes} min", { n: step + 1, all: steps.length, minutes: steps[step]!.minutes })}
      </p>
      <ol class="step-marks" aria-hidden="true">
        {steps.map(({ id }, number) => (
          <li key={id} class={number < step ? "done" : number === step ? "now" : ""} />
        ))}
      </ol>
      {!isLastStep && (
        <Card title={t("A question to begin with")} kind="question">
          <p>{question}</p>
        </Card>
      )}
    </>
  );
}

function Said({ view }: { view: SheetView }) {
  const { scorers } = view.debrief!;
  return (
    <>
      <MetCard debrief={view.debrief!} />
      {scorers > 0 && (
        <section>
          <h3>{t("What you all said")}</h3>
          <p class="count">{t("Score sheets: {n}. They carry no names.", { n: scorers })}</p>
          <Results results={view.results!} score={view.score} />
        </section>
      )}
    </>
  );
}

function Folded({ view }: { view: SheetView }) {
  if (view.debrief!.scorers === 0) return null;
  return (
    <details>
      <summary>{t("What you all said about the scene")}</summary>
      <Said view={view} />
    </details>
  );
}

function Goal({ view, port }: Pick<PhaseProps, "view" | "port">) {
  const texts: Texts = useTexts(port, view.goal!, LONGEST_GOAL, (half, text) => ({
    do: "goal",
    when: texts.text("when"),
    then: texts.text("then"),
    [half]: text,
  }));
  return (
    <Card title={t("Your goal")}>
      <p class="count">
        {t("For example: When a guest comes while I am typing, then I will stop, look up and let them finish.")}
      </p>
      <Half id="when" label={t("When …")} texts={texts} />
      <Half id="then" label={t("… then I will …")} texts={texts} />
    </Card>
  );
}

type HalfProps = { id: "when" | "then"; label: string; texts: Texts };

function Half({ id, label, texts }: HalfProps) {
  return (
    <div class="field">
      <label for={`goal-${id}`}>{label}</label>
      <textarea
        id={`goal-${id}`}
        rows={2}
        maxLength={LONGEST_GOAL}
        value={texts.text(id)}
        onInput={(event) => texts.type(id, event.currentTarget.value)}
        onBlur={texts.save}
      />
      <Saved state={texts.state(id)} trouble={texts.error(id)} />
    </div>
  );
}

function Nominate({ view, act }: { view: SheetView; act: Doing }) {
  const [seat, setSeat] = useState("");
  const [story, setStory] = useState("");
  const [thanked, setThanked] = useState("");
  const [problem, setProblem] = useState("");
  const others = view.people.filter((person) => person.seat !== view.me.seat);
  const chosen = others.find((person) => person.seat === seat);
  const send = async (event: Event) => {
    event.preventDefault();
    setThanked("");
    if (!chosen || !story.trim()) return setProblem(t("Choose somebody, and say in a few words what they did."));
    setProblem("");
    if (!(await act({ do: "nominate", seat, story: story.trim() }))) return;
    setThanked(chosen.name);
    setSeat("");
    setStory("");
  };
  if (others.length === 0) return null;
  return (
    <Card title={t("Who did something worth passing on?")}>
      <form class="score-form" onSubmit={(event) => void send(event)} noValidate>
        <fieldset class="line">
          <legend class="unseen">{t("Choose somebody")}</legend>
          <div class="row-of names">
            {others.map((person) => (
              <label key={person.seat} class={person.seat === seat ? "chosen" : ""}>
                <input
                  type="radio"
                  name="nominee"
                  checked={person.seat === seat}
                  onChange={() => setSeat(person.seat)}
                />
                {person.seat === seat && <Tick />}
                {person.name}
              </label>
            ))}
          </div>
        </fieldset>
        <div class="field">
          <label for="story">{t("What did they do?")}</label>
          <textarea
            id="story"
            rows={3}
            maxLength={LONGEST_STORY}
            value={story}
            onInput={(event) => setStory(event.currentTarget.value)}
          />
        </div>
        <p class="act">
          <button type="submit">{t("Say thank you")}</button>
          <span class="error" role="alert">
            {problem}
          </span>
        </p>
        <p class="thanked" role="status">
          {thanked && t("Thank you. Your words for {name} are kept for your trainer.", { name: thanked })}
        </p>
      </form>
    </Card>
  );
}

function NextTime({ view }: { view: SheetView }) {
  const { retry_at: retryAt, next_at: nextAt } = view;
  if (!retryAt && !nextAt) return null;
  const next = nextAt && dateWords(new Date(nextAt * 1000), { dateStyle: "full", timeStyle: "short" });
  const retry = retryAt && dateWords(new Date(retryAt * 1000), { dateStyle: "full" });
  return (
    <Card title={t("The next time")}>
      {next && <p>{t("We meet again on {when}.", { when: next })}</p>}
      {retry && (
        <p>{t("A good day for you to play the employee on “{name}” again: {when}.", { name: view.standard.name, when: retry })}</p>
      )}
    </Card>
  );
}

function Goodbye({ view }: { view: SheetView }) {
  const { when, then } = view.goal!;
  return (
    <>
      <p class="lead">{t("You can close this page now. What you wrote is kept.")}</p>
      {(when || then) && (
        <Card title={t("Your goal")} kind="question">
          <p>{t("When {when}, then I will {then}", { when: when || "…", then: then || "…" })}</p>
        </Card>
      )}
      <NextTime view={view} />
    </>
  );
}
