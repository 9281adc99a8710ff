// One rating: what was seen, five levels with their anchors, and what the course says afterwards.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Port } from "./port";
import { Saved } from "./saved";
import type { Doing, Rating, SheetPerson, Standard } from "./scoresheet_view";
import { useTexts } from "./texts";
import { t } from "./words";

const LEVELS = [1, 2, 3, 4, 5];
const LONGEST_NOTE = 1000; // characters
const SAVE_AFTER = 1000; // milliseconds without a change until something is stored

type Props = {
  standard: Standard;
  person: SheetPerson;
  sheet: string;
  isOwn: boolean;
  port: Port;
  doing: Doing;
};

export function RatingField({ standard, person, sheet, isOwn, port, doing }: Props) {
  const rating = person.ratings[standard.id]!;
  const [chosen, setChosen] = useState<number | null>(null); // not stored yet
  const [isSaved, setSaved] = useState(false);
  const waits = person.practice && !rating.course; // arrow keys choose, so the course waits for a word
  const unsaved = useRef<number | null>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const name = `${sheet}-${person.id}-${standard.id}`;

  const save = async () => {
    const level = unsaved.current;
    if (level === null) return;
    unsaved.current = null;
    const isStored = await doing({ do: "rate", person: person.id, standard: standard.id, level });
    setSaved(isStored);
    setChosen((now) => (now === level ? null : now));
  };
  useEffect(() => {
    if (waits) return;
    const timer = setTimeout(() => void save(), SAVE_AFTER);
    return () => clearTimeout(timer);
  }, [chosen]);
  const leave = useRef(save);
  leave.current = waits ? async () => {} : save;
  useEffect(() => () => void leave.current(), []); // another person comes into view

  const choose = (level: number) => {
    unsaved.current = level;
    setChosen(level);
    setSaved(false);
  };
  const commit = async () => {
    await save();
    said.current?.focus();
  };
  const left = (event: FocusEvent) => {
    const isInside = (event.currentTarget as Element).contains(event.relatedTarget as Node | null);
    if (!isInside && !waits) void save();
  };
  const level = chosen ?? rating.level;
  return (
    <fieldset class="rating" onFocusOut={left}>
      <legend>{standard.name}</legend>
      {standard.view && <p class="view">{standard.view}</p>}
      {isOwn ? (
        <OwnNote standard={standard} person={person} name={name} note={rating.note} port={port} />
      ) : (
        <p class="note">
          <strong>{t("Seen:")}</strong> {rating.note}
        </p>
      )}
      <div class="anchors">
        {LEVELS.map((each) => (
          <label key={each} class={`anchor ${level === each ? "chosen" : ""}`}>
            <input type="radio" name={name} value={each} checked={level === each} onChange={() => choose(each)} />
            <span class="digit">{each}</span>
            <span class={standard.anchors[each] ? "" : "between"}>
              {standard.anchors[each] ?? t("in between")}
            </span>
          </label>
        ))}
      </div>
      {waits && chosen !== null && (
        <p class="act">
          <button type="button" onClick={() => void commit()}>
            {t("Rate with {level}", { level: chosen })}
          </button>
        </p>
      )}
      <p class="course-says" ref={said} tabIndex={-1}>
        <CourseSays rating={rating} isPractice={person.practice} />
      </p>
      <p class="saved" role="status">
        {isSaved ? t("Saved") : ""}
      </p>
    </fieldset>
  );
}

function CourseSays({ rating, isPractice }: { rating: Rating; isPractice: boolean }) {
  const { level, course } = rating;
  if (!course || (!isPractice && course.level === level)) return null;
  const isSame = course.level === level;
  const lead = isSame
    ? t("You and the course chose {level}.", { level: course.level })
    : t("You chose {own}, the course {level}.", { own: level ?? "–", level: course.level });
  return (
    <>
      <strong>{lead}</strong> {course.why}
    </>
  );
}

type NoteProps = { standard: Standard; person: SheetPerson; name: string; note: string; port: Port };

function OwnNote({ standard, person, name, note, port }: NoteProps) {
  const about = { person: person.id, standard: standard.id };
  const texts = useTexts(port, { note }, LONGEST_NOTE, (_field, text) => ({ do: "text", ...about, text }));
  const hasTyped = useRef(false);
  const id = `${name}-note`;
  return (
    <div class="note">
      <label for={id}>{t("What did you see or hear? (if you like)")}</label>
      <textarea
        id={id}
        rows={2}
        maxLength={LONGEST_NOTE}
        value={texts.text("note")}
        onInput={(event) => {
          hasTyped.current = true;
          texts.type("note", event.currentTarget.value);
        }}
        onBlur={texts.save}
      />
      {hasTyped.current && <Saved state={texts.state("note")} trouble={texts.error("note")} />}
    </div>
  );
}
