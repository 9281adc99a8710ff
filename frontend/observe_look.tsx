// One look at a colleague: where, on what, and a level for it with its anchors in view.
import { useRef, useState } from "preact/hooks";
import type { Levels as GivenLevels, ObserveView, Person, RoundStandard, Seen } from "./observation_view";
import { Saved } from "./saved";
import { Tick } from "./scene_sheet_parts";
import { lengthOf, type Texts } from "./texts";
import { t } from "./words";

const AT_ONCE = 2; // standards shown at first
const LEVELS = [1, 2, 3, 4, 5, null]; // null is no chance to see it

export type LookGiven = {
  person: string;
  situation: string;
  levels: GivenLevels;
  seen: Seen;
  note: string;
  moment: boolean;
  signed: boolean;
};
type Props = {
  view: ObserveView;
  person: Person;
  begun: { situation: string | null; standards: string[]; given?: LookGiven };
  notes: Texts;
  heading: { current: HTMLHeadingElement | null };
  send: (given: LookGiven) => void;
  leave: () => void;
};

export function Look({ view, person, begun, notes, heading, send, leave }: Props) {
  const [situation, setSituation] = useState(begun.situation);
  const [isElsewhere, setElsewhere] = useState(begun.situation === null);
  const [shown, setShown] = useState(() => standardsAtFirst(view, person, begun.standards));
  const [levels, setLevels] = useState<GivenLevels>(begun.given?.levels ?? {});
  const [seen, setSeen] = useState<Seen>(begun.given?.seen ?? {});
  const [isMoment, setMoment] = useState(begun.given?.moment ?? false);
  const [isSigned, setSigned] = useState(begun.given?.signed ?? false);
  const [hasTried, setTried] = useState(false);
  const place = useRef<HTMLFormElement>(null);
  const note = notes.text(person.seat);
  const missing = situation === null ? "situation" : Object.keys(levels).length === 0 && !note.trim() ? "level" : "";
  const others = view.standards.filter(({ id }) => !shown.includes(id));

  const elsewhere = () => {
    setElsewhere(true);
    setTimeout(() => place.current?.querySelector<HTMLElement>('[data-line="situation"] input:checked')?.focus());
  };
  const add = (id: string) => {
    setShown((now) => [...now, id]);
    setTimeout(() => place.current?.querySelector<HTMLElement>(`input[name="level-${id}"]`)?.focus());
  };
  const done = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (missing) return place.current?.querySelector<HTMLElement>(`[data-line="${missing}"] input`)?.focus();
    if (lengthOf(note) > view.longest) return place.current?.querySelector("textarea")?.focus();
    const written = note.trim();
    send({
      person: person.seat,
      situation: situation!,
      levels,
      seen,
      note: written,
      moment: isMoment && written !== "",
      signed: isSigned && isMoment,
    });
  };
  return (
    <form class="look" ref={place} onSubmit={done} noValidate>
      <div class="head">
        <h2 ref={heading} tabIndex={-1}>
          {person.name}
        </h2>
        <button type="button" class="quiet" onClick={leave}>
          {t("Back")}
        </button>
      </div>
      {isElsewhere ? (
        <Situations
          situations={view.situations}
          chosen={situation}
          isMissing={hasTried && missing === "situation"}
          choose={setSituation}
        />
      ) : (
        <p class="where">
          <strong>{situation}</strong>
          <button type="button" class="quiet" onClick={elsewhere}>
            {t("It was elsewhere")}
          </button>
        </p>
      )}
      {shown.map((id, number) => {
        const standard = view.standards.find((each) => each.id === id);
        if (!standard) return null;
        return (
          <div key={id} data-line={number === 0 ? "level" : undefined}>
            <LevelsOf
              standard={standard}
              level={levels[id]}
              choose={(level) => setLevels((now) => ({ ...now, [id]: level }))}
            />
            <Behaviours
              standard={standard}
              seen={seen[id] ?? []}
              choose={(marks) => setSeen((now) => ({ ...now, [id]: marks }))}
            />
          </div>
        );
      })}
      {others.length > 0 && (
        <fieldset class="other-standards">
          <legend>{t("Something else you saw")}</legend>
          {others.map(({ id, name }) => (
            <button key={id} type="button" onClick={() => add(id)}>
              + {name}
            </button>
          ))}
        </fieldset>
      )}
      <div class="field">
        <label for={`note-${person.seat}`}>{t("A note, if you like")}</label>
        <p class="count" id={`note-hint-${person.seat}`}>
          {t("What was said or done? {name} can read it, without your name.", { name: person.name })}
        </p>
        <textarea
          id={`note-${person.seat}`}
          rows={3}
          value={note}
          aria-describedby={`note-hint-${person.seat}`}
          onInput={(event) => notes.type(person.seat, event.currentTarget.value)}
        />
        <Saved state={notes.state(person.seat)} trouble={notes.error(person.seat)} />
        {note.trim() !== "" && (
          <>
            <Check label={t("A moment worth telling")} isChecked={isMoment} check={setMoment} />
            {isMoment && <Check label={t("My name may stand beside it")} isChecked={isSigned} check={setSigned} />}
          </>
        )}
      </div>
      <div class="done-bar">
        <p class="error" role="alert">
          {hasTried && missing === "situation" && t("Where was it? Please tap the situation.")}
          {hasTried && missing === "level" && t("Please tap a level, or write a note.")}
          {hasTried && !missing && lengthOf(note) > view.longest && t("The note is too long. Please shorten it.")}
        </p>
        <button type="submit" class="primary big">
          {t("Done")}
        </button>
      </div>
    </form>
  );
}

/** The planned standards, else those of which the least is known. */
function standardsAtFirst(view: ObserveView, { seat }: Person, planned: string[]): string[] {
  return planned.length > 0 ? planned : (view.needs[seat] ?? []).slice(0, AT_ONCE);
}

type SituationsProps = {
  situations: string[];
  chosen: string | null;
  isMissing: boolean;
  choose: (situation: string) => void;
};

function Situations({ situations, chosen, isMissing, choose }: SituationsProps) {
  return (
    <fieldset
      class={`situations ${isMissing ? "missing" : ""}`}
      data-line="situation"
      aria-describedby={isMissing ? "no-situation" : undefined}
    >
      <legend>{t("Where was it?")}</legend>
      {isMissing && (
        <p class="error" id="no-situation">
          {t("Please choose one.")}
        </p>
      )}
      <div class="chips">
        {situations.map((each) => (
          <label key={each} class={each === chosen ? "chosen" : ""}>
            <input type="radio" name="situation" checked={each === chosen} onChange={() => choose(each)} />
            {each === chosen && <Tick />}
            {each}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type LevelsProps = {
  standard: RoundStandard;
  level: number | null | undefined;
  choose: (level: number | null) => void;
};

/** Five levels with their anchors, and that there was no chance. */
function LevelsOf({ standard, level, choose }: LevelsProps) {
  const { id, name, view, anchors } = standard;
  return (
    <fieldset class="levels">
      <legend>
        {name} <span class="view">{view}</span>
      </legend>
      {LEVELS.map((each) => (
        <label key={each} class={`option level ${each === level ? "chosen" : ""}`}>
          <input type="radio" name={`level-${id}`} checked={each === level} onChange={() => choose(each)} />
          <span class="number">{each ?? "–"}</span>
          <span class="text">
            {each === null ? t("No chance to see it") : (anchors[each] ?? <em>{t("in between")}</em>)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

type BehavioursProps = {
  standard: RoundStandard;
  seen: (boolean | null)[];
  choose: (seen: (boolean | null)[]) => void;
};

function Behaviours({ standard, seen, choose }: BehavioursProps) {
  const marks = standard.behaviours.map((_text, index) => seen[index] ?? null);
  const set = (index: number, mark: boolean) =>
    choose(marks.map((now, each) => (each === index ? (now === mark ? null : mark) : now)));
  return (
    <details class="behaviours">
      <summary>
        {t("What exactly did you see?")}
        <span class="unseen">: {standard.name}</span>
      </summary>
      <ul>
        {standard.behaviours.map((text, index) => (
          <li key={text}>
            <span id={`behaviour-${standard.id}-${index}`}>{text}</span>
            <span class="marks" role="group" aria-labelledby={`behaviour-${standard.id}-${index}`}>
              {[true, false].map((mark) => (
                <button
                  key={String(mark)}
                  type="button"
                  aria-pressed={marks[index] === mark}
                  onClick={() => set(index, mark)}
                >
                  {marks[index] === mark && <Tick />}
                  {mark ? t("Seen") : t("Not seen")}
                </button>
              ))}
            </span>
          </li>
        ))}
      </ul>
      <p class="count">{t("Leave out what there was no chance to see.")}</p>
    </details>
  );
}

type CheckProps = { label: string; isChecked: boolean; check: (isChecked: boolean) => void };

function Check({ label, isChecked, check }: CheckProps) {
  return (
    <label class="check">
      <input type="checkbox" checked={isChecked} onChange={(event) => check(event.currentTarget.checked)} />
      {label}
    </label>
  );
}
