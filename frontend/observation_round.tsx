// A round that is on: how one joins, what is known of whom, who is asked for looks, and what was told.
import { useRef, useState } from "preact/hooks";
import { dateWords } from "./dates";
import { AddName } from "./observation_begin";
import type { Attendant, Cell, Planned, RoundView } from "./observation_view";
import { QrCode, shortAddress, spaced } from "./qr_code";
import { Tick, type Doing } from "./scene_sheet_parts";
import { t } from "./words";

const LONGEST_NAME = 60;
type Props = { view: RoundView; act: Doing };

export function RoundGoesOn({ view, act }: Props) {
  return (
    <>
      <p class="so-far" role="status">
        <strong>{view.looks === 1 ? t("1 look so far.") : t("{n} looks so far.", { n: view.looks })}</strong> {comesNext(view)}
      </p>
      {view.advice && <p class="advised">{advised(view.advice)}</p>}
      {view.plan.length === 0 && view.looks > 0 && (
        <p>
          <a href="role_models">{t("See who your role models are")}</a>
          {": "}
          {t("where that page says “observe again”, a few more looks settle most of it. Then end the round.")}
        </p>
      )}
      {view.troubles.map((trouble) => (
        <p key={trouble} class="trouble">
          {trouble}
        </p>
      ))}
      <Door view={view} />
      <Known view={view} />
      <FromMeetings view={view} act={act} />
      <Moments view={view} />
      <People view={view} act={act} />
      <Plan plan={view.plan} />
      <End view={view} act={act} />
    </>
  );
}

function comesNext(view: RoundView): string {
  const left = view.plan.length;
  if (left === 0 && view.looks) return t("All that was planned is done.");
  const day = dayWords(view.until);
  if (view.is_late) return t("The planned days were over on {day}; {left} looks are still open.", { day, left });
  return t("{left} are still planned, until {day}.", { left, day });
}

function advised({ looks, left, at }: NonNullable<RoundView["advice"]>): string {
  const day = dayWords(at);
  const words = looks === 1 ? t("1 look was added on advice of {day}.", { day }) : t("{n} looks were added on advice of {day}.", { n: looks, day });
  return `${words} ${left > 0 ? t("Still to come: {left}.", { left }) : t("They are done: work the role models out again.")}`;
}

function Door({ view }: { view: RoundView }) {
  const { join } = view;
  const [isNew] = useState(view.people.every((person) => !person.is_here)); // stays open while people join
  return (
    <details class="way-in" open={isNew}>
      <summary>{t("How people join")}</summary>
      <div class="door">
        <QrCode join={join} />
        <div>
          <p class="invitation">{t("Saw good service just now? Scan this, tap your name, and tap what you saw.")}</p>
          <p>{join.url ? t("Or open {address} and type", { address: shortAddress(join) }) : t("The code is")}</p>
          <p class="code">{spaced(join.code)}</p>
          <p class="count">
            {join.url
              ? t("It takes ten seconds, and no profile. Until {day}.", { day: dayWords(view.until) })
              : t("Phones can join when the course runs as a server.")}
          </p>
        </div>
      </div>
      {join.url && (
        <button type="button" onClick={() => window.print()}>
          {t("Print this for the staff room")}
        </button>
      )}
    </details>
  );
}

/** Person by standard: done, or what is missing. A table on a wide screen, a pile of cards on a phone. */
function Known({ view }: { view: RoundView }) {
  const cells = view.grid.flatMap((row) => row.cells);
  const done = cells.filter((cell) => cell.more === 0).length;
  if (cells.length === 0) return null;
  return (
    <section class="known">
      <h3>{t("How much is known")}</h3>
      <div class="scroll" role="region" tabIndex={0} aria-label={t("How much is known")}>
        <table role="table">
          <caption>
            {t("{done} of {all} have all looks that are planned.", { done, all: cells.length })}{" "}
            {done < cells.length &&
              t("{n} have enough for a first word: by enough observers, in enough situations.", {
                n: cells.filter(isFirstWord).length,
              })}
          </caption>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">
                {t("Name")}
              </th>
              {view.standards.map(({ id, name }) => (
                <th role="columnheader" scope="col" key={id}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {view.grid.map((row) => (
              <tr role="row" key={row.seat}>
                <th role="rowheader" scope="row">
                  {row.name}
                </th>
                {row.cells.map((cell, column) => (
                  <td role="cell" key={cell.standard} class={cell.more ? "" : "done"}>
                    <span class="standard-name" aria-hidden="true">
                      {view.standards[column]!.name}
                    </span>
                    <Lack cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function isFirstWord({ scenes, raters }: Cell): boolean {
  return scenes === 0 && raters === 0;
}

function Lack({ cell }: { cell: Cell }) {
  if (cell.more === 0) {
    return (
      <span class="is-done">
        <Tick /> {t("done")}
      </span>
    );
  }
  const more = cell.more === 1 ? t("1 more") : t("{n} more", { n: cell.more });
  const where = cell.scenes > 0 && t("in another situation");
  const who = cell.raters > 0 && t("by another observer");
  const how = isFirstWord(cell) ? t("enough for a first word") : cell.looks > 0 ? [where, who].filter(Boolean).join(", ") : "";
  return (
    <span>
      <strong>{more}</strong>
      {how && <span class="how">{how}</span>}
    </span>
  );
}

/** What was scored in role-play meetings counts only when the manager says so. */
function FromMeetings({ view, act }: Props) {
  const n = view.from_meetings;
  const count = async () => {
    if (await act({ do: "meetings" })) document.querySelector<HTMLElement>(".known .scroll")?.focus();
  };
  if (n === 0) return null;
  return (
    <details class="from-meetings">
      <summary>{t("Also count {n} ratings from your role-play meetings?", { n })}</summary>
      <p>
        {t("They are about people in this team, on the same standards; each scene counts as one more situation.")}{" "}
        {t("People played to practise, so ask your team before you count it.")}
      </p>
      <button type="button" onClick={() => void count()}>
        {t("My team agrees: count them")}
      </button>
    </details>
  );
}

function Moments({ view }: { view: RoundView }) {
  return (
    <section class="moments">
      <h3>{t("Moments worth telling")}</h3>
      {view.moments.length === 0 ? (
        <p class="count">{t("None yet. As soon as somebody notes one, it is here. Read them out in your next meeting.")}</p>
      ) : (
        <ul>
          {view.moments.map(({ name, situation, note, at, by }) => (
            <li key={`${at} ${note}`}>
              <strong>{name}</strong>
              <q>{note}</q>
              <span class="count">{[situation, timeWords(at), by && t("told by {by}", { by })].filter(Boolean).join(" · ")}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function People({ view, act }: Props) {
  const late = view.people.filter((person) => person.late > 0);
  return (
    <section class="people-of-round">
      <h3>{t("Who looks")}</h3>
      {late.length > 0 && (
        <div class="reminders">
          <p>{t("A kind word may help. For example:")}</p>
          {late.map((person) => (
            <blockquote key={person.seat}>{reminder(person)}</blockquote>
          ))}
        </div>
      )}
      <ul>
        {view.people.map((person) => (
          <Attending key={person.seat} person={person} act={act} />
        ))}
      </ul>
      <AddName label={t("Somebody new in the team")} longest={LONGEST_NAME} add={(name) => act({ do: "add", name })} />
    </section>
  );
}

function reminder({ name, late, is_here: isHere }: Attendant): string {
  if (!isHere) return t("{name}, have you seen the code for our round? It takes a minute to join, and ten seconds a look.", { name });
  return late === 1
    ? t("{name}, one look is waiting for you. If it was busy, that is fine: shall somebody take it over?", { name })
    : t("{name}, {n} looks are waiting for you. If it was busy, that is fine: shall somebody take some over?", { name, n: late });
}

function Attending({ person, act }: { person: Attendant; act: Doing }) {
  const { seat, name, made, left } = person;
  const row = useRef<HTMLLIElement>(null);
  const takeOff = async () => {
    if (await act({ do: "away", seat })) row.current?.querySelector("input")?.focus();
  };
  const notes = [
    !person.is_in_team && t("guest"),
    !person.is_here && t("has not joined yet"),
    t("{made} made, {left} to come", { made, left }),
  ];
  return (
    <li ref={row}>
      <span class="who">
        <strong>{name}</strong> <span class="count">{notes.filter(Boolean).join(" · ")}</span>
      </span>
      <label class="check">
        <input
          type="checkbox"
          checked={person.is_observer}
          onChange={(event) => void act({ do: "observer", seat, observes: event.currentTarget.checked })}
        />
        {t("observes")}
        <span class="unseen">: {name}</span>
      </label>
      {person.is_in_team && (
        <button type="button" class="quiet" onClick={() => void takeOff()}>
          {t("Take off the list")}
          <span class="unseen">: {name}</span>
        </button>
      )}
    </li>
  );
}

function Plan({ plan }: { plan: Planned[] }) {
  if (plan.length === 0) return null;
  const days = [...new Set(plan.map(({ at }) => at))];
  return (
    <details class="plan-of-looks">
      <summary>{t("Who looks at whom, and when ({n})", { n: plan.length })}</summary>
      <p class="count">
        {t("Any day is fine, and any situation counts: the plan moves on by itself with each look.")}
      </p>
      {days.map((day) => (
        <section key={String(day)}>
          <h4>{day ? dayWords(day) : t("When it suits")}</h4>
          <ul>
            {plan
              .filter(({ at }) => at === day)
              .map(({ rater, person, situation, standards }, number) => (
                <li key={`${rater} ${person} ${situation} ${standards.join()} ${number}`}>
                  {t("{rater} looks at", { rater })} <strong>{person}</strong> · {situation} · {standards.join(", ")}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </details>
  );
}

function End({ view, act }: Props) {
  return (
    <details class="rarely">
      <summary>{t("End this round")}</summary>
      <p>
        {t("Nothing can be noted any more then. What was seen is kept until {day}, and erased by itself after that.", {
          day: dayWords(view.keep_until),
        })}
      </p>
      <button type="button" onClick={() => void act({ do: "end" })}>
        {t("End the round now")}
      </button>
    </details>
  );
}

function dayWords(at: number): string {
  return dateWords(new Date(at * 1000), { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

function timeWords(at: number): string {
  const when = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" } as const;
  return dateWords(new Date(at * 1000), when);
}
