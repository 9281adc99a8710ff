// After the scene: everybody but the employee says what they saw. It stays hidden until all is revealed.
import { useRef, useState } from "preact/hooks";
import type { Grade, Outcome, Score as GivenScore, ScoreForm } from "./meeting_view";
import { gradeWord, outcomeWord } from "./meeting_words";
import { Levels } from "./rating";
import { Card, Tick, type PhaseProps } from "./scene_sheet_parts";
import { t } from "./words";

const LONGEST = 300; // characters of the moment

type Draft = { watch: Record<string, Outcome>; levels: Record<string, number>; grade: Grade | null; moment: string };

export function Score({ view, act }: PhaseProps) {
  const [isOpen, setOpen] = useState(!view.score);
  const { sheets, form, score } = view;
  const submit = async (given: GivenScore) => {
    const isDone = await act({ do: "score", ...given });
    if (isDone) setOpen(false);
    return isDone;
  };
  if (form && isOpen) {
    const initial = score ?? { watch: view.marks };
    return (
      <>
        <p class="lead">{t("Score on your own. All scores are shown together, without names.")}</p>
        <ScoreFields form={form} initial={initial} submit={submit} />
      </>
    );
  }
  return (
    <Card title={form ? t("Your score is in") : t("The others are scoring now")} kind="waiting-for">
      <p>{form ? t("You can change it until your trainer shows the scores.") : employeeWords()}</p>
      {sheets && <p role="status">{t("{given} of {all} scores are in.", sheets)}</p>}
      {form && (
        <p class="act">
          <button type="button" onClick={() => setOpen(true)}>
            {t("Change my score")}
          </button>
        </p>
      )}
    </Card>
  );
}

function employeeWords(): string {
  return t("You had the hardest part. Take a breath; you speak first when we talk about it.");
}

type Props = {
  form: ScoreForm;
  initial?: Partial<GivenScore>;
  submit: (score: GivenScore) => Promise<boolean>;
  name?: string; // tells two forms on one page apart
};

/** The score sheet of one person; also what a trainer types in from paper. */
export function ScoreFields({ form, initial = {}, submit, name = "score" }: Props) {
  const [draft, setDraft] = useState<Draft>({
    watch: initial.watch ?? {},
    levels: initial.levels ?? {},
    grade: initial.grade ?? null,
    moment: initial.moment ?? "",
  });
  const [hasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const place = useRef<HTMLFormElement>(null);
  const missing = missingIn(form, draft);
  const isMissing = (id: string) => hasTried && missing.includes(id);
  const send = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (missing.length > 0) {
      place.current?.querySelector<HTMLElement>(`[data-line="${missing[0]}"] input`)?.focus();
    } else if (!isBusy) {
      setBusy(true);
      await submit({ ...draft, grade: draft.grade!, moment: draft.moment.trim() });
      setBusy(false);
    }
  };
  return (
    <form class="score-form" ref={place} onSubmit={(event) => void send(event)} noValidate>
      {form.watch.map(({ id, text, critical }) => (
        <Choice
          key={id}
          line={`watch/${id}`}
          legend={text}
          note={critical ? t("matters most") : ""}
          name={`${name}-watch-${id}`}
          options={form.outcomes.map((value) => ({ value, words: outcomeWord(value) }))}
          chosen={draft.watch[id] ?? null}
          isMissing={isMissing(`watch/${id}`)}
          choose={(outcome) => setDraft((now) => ({ ...now, watch: { ...now.watch, [id]: outcome } }))}
        />
      ))}
      {form.standards.map((standard) => (
        <div key={standard.id} data-line={`level/${standard.id}`}>
          <Levels
            criterion={{ ...standard, level: null }}
            level={draft.levels[standard.id] ?? null}
            name={`${name}-level-${standard.id}`}
            isMissing={isMissing(`level/${standard.id}`)}
            choose={(level) => setDraft((now) => ({ ...now, levels: { ...now.levels, [standard.id]: level } }))}
          />
        </div>
      ))}
      <Choice
        line="grade"
        legend={t("All in all")}
        note=""
        name={`${name}-grade`}
        options={form.grades.map((value) => ({ value, words: gradeWord(value) }))}
        chosen={draft.grade}
        isMissing={isMissing("grade")}
        choose={(grade) => setDraft((now) => ({ ...now, grade }))}
      />
      <div class="field">
        <label for={`${name}-moment`}>{t("One moment that met the standard")}</label>
        <p class="count" id={`${name}-moment-hint`}>
          {t("What was said or done? If you saw none, leave it empty.")}
        </p>
        <textarea
          id={`${name}-moment`}
          rows={3}
          maxLength={LONGEST}
          aria-describedby={`${name}-moment-hint`}
          value={draft.moment}
          onInput={(event) => {
            const moment = event.currentTarget.value;
            setDraft((now) => ({ ...now, moment }));
          }}
        />
      </div>
      <p class="act">
        <button type="submit" class="primary big" aria-disabled={isBusy}>
          {t("Put my score in")}
        </button>
        <span class="error" role="alert">
          {hasTried && missing.length > 0 && t("Still open: {n}. Each is marked.", { n: missing.length })}
        </span>
      </p>
    </form>
  );
}

/** What is not filled in yet, in the order of the form. */
function missingIn(form: ScoreForm, draft: Draft): string[] {
  return [
    ...form.watch.filter(({ id }) => !draft.watch[id]).map(({ id }) => `watch/${id}`),
    ...form.standards.filter(({ id }) => !draft.levels[id]).map(({ id }) => `level/${id}`),
    ...(draft.grade ? [] : ["grade"]),
  ];
}

type ChoiceProps<Value extends string> = {
  line: string;
  legend: string;
  note: string;
  name: string;
  options: { value: Value; words: string }[];
  chosen: Value | null;
  isMissing: boolean;
  choose: (value: Value) => void;
};

function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { line, legend, note, name, options, chosen, isMissing, choose } = props;
  return (
    <fieldset class="line" data-line={line} aria-describedby={isMissing ? `${name}-missing` : undefined}>
      <legend>
        {legend} {note && <span class="critical">{note}</span>}
      </legend>
      {isMissing && (
        <p class="error" id={`${name}-missing`}>
          {t("Please choose one.")}
        </p>
      )}
      <div class={`row-of of-${options.length}`}>
        {options.map(({ value, words }) => (
          <label key={value} class={value === chosen ? "chosen" : ""}>
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === chosen}
              onChange={() => choose(value)}
            />
            {value === chosen && <Tick />}
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
