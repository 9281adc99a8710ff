// Rating: one person at a time, with anchors and notes in view; on a wide screen a table shows all.
import { useEffect, useRef, useState } from "preact/hooks";
import { useWide } from "./hooks";
import type { Port } from "./port";
import { RatingField } from "./scoresheet_field";
import type { Doing, SheetPerson, SheetView } from "./scoresheet_view";
import { t } from "./words";

type Props = { view: SheetView; port: Port; doing: Doing };

export function RatePeople({ view, port, doing }: Props) {
  const isWide = useWide();
  const [shown, setShown] = useState(() => firstOpen(view.people));
  const panel = useRef<HTMLDivElement>(null);
  const [wantsFocus, setWantsFocus] = useState(false);
  const index = Math.max(
    view.people.findIndex(({ id }) => id === shown),
    0,
  );
  const person = view.people[index]!;
  const last = view.people.length - 1;
  const turnTo = (to: number) => {
    setShown(view.people[to]!.id);
    setWantsFocus(true);
  };
  useEffect(() => {
    if (!wantsFocus) return;
    setWantsFocus(false);
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: "start", behavior: "instant" });
  }, [wantsFocus]);
  const heading = `${view.name}-person`;
  return (
    <>
      {isWide && <LevelTable view={view} shown={person.id} turnTo={turnTo} />}
      <div class="person" ref={panel} tabIndex={-1} role="group" aria-labelledby={heading}>
        <p class="count">{t("Person {number} of {of}", { number: index + 1, of: view.people.length })}</p>
        <h5 id={heading}>{person.name}</h5>
        {person.about && <p>{person.about}</p>}
        {person.practice && <Invitation person={person} />}
        {view.standards.map((standard) => (
          <RatingField
            key={`${person.id}/${standard.id}`}
            standard={standard}
            person={person}
            sheet={view.name}
            isOwn={view.own}
            port={port}
            doing={doing}
          />
        ))}
        <p role="status" class={person.compared ? "compared" : "unseen"}>
          {person.compared}
        </p>
        {last > 0 && (
          <p class="act turn">
            <button type="button" aria-disabled={index === 0} onClick={() => index > 0 && turnTo(index - 1)}>
              {t("← Previous person")}
            </button>
            <button type="button" aria-disabled={index === last} onClick={() => index < last && turnTo(index + 1)}>
              {t("Next person →")}
            </button>
          </p>
        )}
      </div>
    </>
  );
}

function Invitation({ person }: { person: SheetPerson }) {
  const open = Object.values(person.ratings).filter(({ level }) => level === null).length;
  return open === 0 ? null : (
    <p class="hint">
      {t("Read what {name} did and said, then choose the level whose words fit best. After that the course says what it would choose, and why.", {
        name: person.name,
      })}
    </p>
  );
}

/** The first person with something to rate. */
function firstOpen(people: SheetPerson[]): string {
  const isOpen = ({ ratings }: SheetPerson) => Object.values(ratings).some(({ level }) => level === null);
  return (people.find((person) => person.practice && isOpen(person)) ?? people.find(isOpen) ?? people[0]!).id;
}

type TableProps = { view: SheetView; shown: string; turnTo: (index: number) => void };

function LevelTable({ view, shown, turnTo }: TableProps) {
  return (
    <table class="levels">
      <caption>
        {t("All ratings so far. Filled: {threshold} or more, the standard is met. Choose a name to see the notes.", {
          threshold: view.threshold,
        })}
      </caption>
      <thead>
        <tr>
          <td />
          {view.people.map(({ id, name }, index) => (
            <th key={id} scope="col" class={id === shown ? "shown" : ""}>
              <button type="button" aria-pressed={id === shown} onClick={() => turnTo(index)}>
                {name}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {view.standards.map((standard) => (
          <tr key={standard.id}>
            <th scope="row">{standard.name}</th>
            {view.people.map((person) => {
              const { level } = person.ratings[standard.id]!;
              const isMet = level !== null && level >= view.threshold;
              return (
                <td key={person.id} class={person.id === shown ? "shown" : ""}>
                  <span class={`level ${isMet ? "met" : ""}`}>{level ?? "–"}</span>
                  <span class="unseen">
                    {level === null ? t("not rated") : isMet ? t("met") : t("not met")}
                  </span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
