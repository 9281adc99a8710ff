// Who meets what: people by standards, each cell with what it rests on.
import { useState } from "preact/hooks";
import { useWide } from "./hooks";
import type { CellView, Person, Sheet, Standard } from "./role_models_view";
import { percent, t } from "./words";

const MANY = 8; // standards whose names fit above a table

type Opened = { person: string; standard: string } | null;
type Props = { sheet: Sheet };
type PartProps = Props & { isDense: boolean; opened: Opened; toggle: (person: string, standard: string) => void };

export function Grid({ sheet }: Props) {
  const [opened, setOpened] = useState<Opened>(null);
  const isWide = useWide();
  const isDense = sheet.standards.length > MANY;
  const toggle = (person: string, standard: string) =>
    setOpened((now) => (now?.person === person && now.standard === standard ? null : { person, standard }));
  const Table = isWide ? Wide : Narrow;
  return (
    <section class="sheet-part grid">
      <h3>{t("Who meets what")}</h3>
      <p>
        {t("Met: very likely a {threshold} or better, as an average observer would see it.", { threshold: sheet.threshold })}{" "}
        <span class="no-print">{t("Choose a field to see what it rests on.")}</span>
      </p>
      <ul class="legend">
        <li><Sign state="met" /> {t("met")}</li>
        <li><Sign state="not" /> {t("not met")}</li>
        <li><Sign state="again" /> {t("observe again, and how often")}</li>
      </ul>
      <Table sheet={sheet} opened={opened} toggle={toggle} isDense={isDense} />
      {isWide && isDense && (
        <ol class="numbered" aria-hidden="true">
          {sheet.standards.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** A table; where there are many standards their names stand below it, by number. */
function Wide({ sheet, opened, toggle, isDense }: PartProps) {
  return (
    <table class={`who-meets ${isDense ? "dense" : ""}`}>
      <thead>
        <tr>
          <td />
          {sheet.standards.map(({ id, name }, index) => (
            <th key={id} scope="col">
              {isDense && <span aria-hidden="true">{index + 1}</span>}
              <span class={isDense ? "unseen" : ""}>{name}</span>
            </th>
          ))}
        </tr>
      </thead>
      {sheet.people.map((person) => (
        <tbody key={person.id}>
          <tr>
            <th scope="row">
              {person.name}
              <span class="why">{t("meets {met} of {all}", { met: person.met, all: sheet.standards.length })}</span>
            </th>
            {sheet.standards.map((standard) => (
              <td key={standard.id}>
                <CellButton {...{ sheet, person, standard, opened, toggle, isDense }} />
              </td>
            ))}
          </tr>
          {opened?.person === person.id && (
            <tr class="evidence">
              <td colSpan={sheet.standards.length + 1}>
                <Evidence sheet={sheet} person={person} standard={opened.standard} />
              </td>
            </tr>
          )}
        </tbody>
      ))}
      <tfoot>
        <tr>
          <th scope="row">{t("How many")}</th>
          {sheet.standards.map(({ id, met_by }) => (
            <td key={id}>{met_by.length}</td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

/** On a phone one person after the other. */
function Narrow({ sheet, opened, toggle, isDense }: PartProps) {
  return (
    <ul class="one-by-one">
      {sheet.people.map((person) => (
        <li key={person.id}>
          <details>
            <summary>
              {person.name} <span class="why">{t("meets {met} of {all}", { met: person.met, all: sheet.standards.length })}</span>
            </summary>
            <ul>
              {sheet.standards.map((standard) => (
                <li key={standard.id}>
                  <span class="line">
                    <span>{standard.name}</span>
                    <CellButton {...{ sheet, person, standard, opened, toggle, isDense }} />
                  </span>
                  {opened?.person === person.id && opened.standard === standard.id && (
                    <Evidence sheet={sheet} person={person} standard={standard.id} />
                  )}
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}

type ButtonProps = PartProps & { person: Person; standard: Standard };

function CellButton({ sheet, person, standard, opened, toggle }: ButtonProps) {
  const cell = sheet.cells[person.id]![standard.id]!;
  return (
    <button
      type="button"
      class={`cell ${cell.state}`}
      aria-expanded={opened?.person === person.id && opened.standard === standard.id}
      aria-label={t("{person}, {standard}: {state}", { person: person.name, standard: standard.name, state: stateWords(cell) })}
      onClick={() => toggle(person.id, standard.id)}
    >
      <Sign state={cell.state} />
      {cell.more > 0 && <span class="more">{t("+{more}", { more: cell.more })}</span>}
    </button>
  );
}

function Sign({ state }: { state: CellView["state"] }) {
  return <span class={`sign ${state}`} aria-hidden="true">{{ met: "✓", not: "–", again: "?" }[state]}</span>;
}

function stateWords({ state, more, words }: CellView): string {
  if (state === "met") return t("met");
  if (state === "not") return t("not met");
  return more > 0 ? t("observe again: {more} more", { more }) : words;
}

type EvidenceProps = { sheet: Sheet; person: Person; standard: string };

/** What a field rests on, in words and as a line from 1 to 5. */
function Evidence({ sheet, person, standard }: EvidenceProps) {
  const cell = sheet.cells[person.id]![standard]!;
  const name = sheet.standards.find(({ id }) => id === standard)!.name;
  return (
    <div class="rests-on" role="group" aria-label={t("{person}, {standard}", { person: person.name, standard: name })}>
      <p class="what">
        <strong>{t("{person}, {standard}", { person: person.name, standard: name })}:</strong>{" "}
        {cell.state === "again" ? cell.words : stateWords(cell)}
      </p>
      {cell.mean !== undefined && (
        <>
          <p>
            {t("Ratings: {ratings}. Situations: {scenes}. Observers: {raters}. Fair mean {mean} of 5, between {low} and {high}. Chance of {threshold} or better: {chance}.", {
              ratings: cell.ratings,
              scenes: cell.scenes!,
              raters: cell.raters!,
              mean: cell.mean.toFixed(1),
              low: cell.low!.toFixed(1),
              high: cell.high!.toFixed(1),
              threshold: sheet.threshold,
              chance: percent(cell.chance!),
            })}
          </p>
          <Interval low={cell.low!} dot={cell.mean} high={cell.high!} from={1} to={5} mark={sheet.threshold} />
        </>
      )}
      {cell.moments.map((moment, index) => (
        <blockquote key={index}>{moment}</blockquote>
      ))}
    </div>
  );
}

type IntervalProps = { low: number; dot: number; high: number; from: number; to: number; mark?: number };

/** A dot with its interval on a line; what it shows stands in words beside it. */
export function Interval({ low, dot, high, from, to, mark }: IntervalProps) {
  const at = (value: number) => `${((value - from) / (to - from)) * 96 + 2}%`;
  const steps = Array.from({ length: to - from + 1 }, (_none, index) => from + index);
  return (
    <svg class="interval" width="100%" height="24" aria-hidden="true" focusable="false">
      {steps.map((step) => (
        <line key={step} class="step" x1={at(step)} x2={at(step)} y1="4" y2="20" />
      ))}
      {mark !== undefined && <line class="mark" x1={at(mark)} x2={at(mark)} y1="0" y2="24" />}
      <line class="span" x1={at(low)} x2={at(high)} y1="12" y2="12" />
      <circle class="dot" cx={at(dot)} cy="12" r="6" />
    </svg>
  );
}
