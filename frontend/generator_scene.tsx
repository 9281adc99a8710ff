// A generated scene as all its players will see it.
import type { RefObject } from "preact";
import type { Ask } from "./generator";
import { percent, t } from "./words";

type Cue = { at: string; kind: "raise" | "ease"; text: string; watch: string | null; seen: boolean };
export type Made = {
  ask: Ask;
  slug: string;
  has_story: boolean;
  title: string;
  standards: { name: string; view: string }[];
  difficulty: number;
  minutes: { brief: number; play: number; debrief: number };
  names: { customer: string; employee: string };
  mood: string;
  observers: { min: number; max: number };
  row: { factor: string; value: string }[];
  briefs: Record<"everyone" | "customer" | "employee", string[]>;
  cues: Cue[];
  watch: { standard: string; text: string; say: string | null }[];
  debrief: string[];
  news: { new: number; all: number } | null;
  written: { title: string; difficulty: number } | null;
  saved: "" | "new" | "same" | "other";
  has_pages: boolean; // whether the server that shows this page also shows cards
};
type Props = {
  made: Made;
  place: RefObject<HTMLElement | null>;
  another: () => void;
  again: () => void;
  save: (replace: boolean) => void;
  rehearse: () => void;
};

export function Scene({ made, place, another, again, save, rehearse }: Props) {
  const { brief, play, debrief } = made.minutes;
  return (
    <article class="made" id="made-scene" ref={place} tabIndex={-1} aria-label={t("Scene: {title}", { title: made.title })}>
      <header>
        <h2>{made.title}</h2>
        <p class="facts">
          {t("Difficulty {level} of 5. Minutes: {brief} to read, {play} to play, {debrief} to talk about it.", {
            level: made.difficulty,
            brief,
            play,
            debrief,
          })}
        </p>
        {made.standards.map(({ name, view }, index) => (
          <p class="standard" key={name}>
            <strong>{index ? t("Also: {name}", { name }) : name}</strong> {view}
          </p>
        ))}
        <Number made={made} again={again} />
        {made.news && (
          <p class="facts">
            {t("For the people you named, {share} of what comes together here is new.", {
              share: percent(made.news.new / made.news.all),
            })}
          </p>
        )}
        <Keep made={made} another={another} save={save} rehearse={rehearse} />
      </header>
      <Brief title={t("Everyone reads this")} lines={made.briefs.everyone} kind="everyone" />
      <div class="beside">
        <Brief title={t("Only for {name}, the customer", { name: made.names.customer })} lines={made.briefs.customer} kind="customer" />
        <Brief title={t("Only for {name}, the employee", { name: made.names.employee })} lines={made.briefs.employee} kind="employee" />
      </div>
      <div class="beside">
        <Cues cues={made.cues} name={made.names.customer} />
        <Watch made={made} />
      </div>
      <section>
        <h3>{t("Afterwards, talk about this")}</h3>
        <ol>
          {made.debrief.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </section>
      <details>
        <summary>{t("What this scene is made of")}</summary>
        <dl>
          {made.row.map(({ factor, value }) => (
            <div key={factor}>
              <dt>{factor}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </article>
  );
}

function Number({ made, again }: { made: Made; again: () => void }) {
  if (made.ask.seed === undefined) {
    return <p class="number">{t("Scene {number} of the season", { number: String(made.ask.number) })}</p>;
  }
  return (
    <p class="number">
      <span>{t("Number {seed}", { seed: String(made.ask.seed) })}</span>
      <button type="button" onClick={again}>
        {t("Same number again")}
      </button>
    </p>
  );
}

/** Keep the scene, or go on; one of the buttons is the next step. */
function Keep({ made, another, save, rehearse }: Pick<Props, "made" | "another" | "save" | "rehearse">) {
  const isKept = made.saved === "new" || made.saved === "same";
  const words = {
    "": "",
    new: t("Saved as {slug}. Now it is a scene of yours: it can be played, printed and changed.", { slug: made.slug }),
    same: t("This card is saved already, as {slug}.", { slug: made.slug }),
    other: t("There is a card named {slug} already, and somebody changed its words. Shall this scene take its place?", { slug: made.slug }),
  }[made.saved];
  return (
    <>
      <div class="act">
        {!isKept && made.saved !== "other" && (
          <button type="button" class="primary" onClick={() => save(false)}>
            {t("Save as a card")}
          </button>
        )}
        {made.saved === "other" && (
          <button type="button" class="primary" onClick={() => save(true)}>
            {t("Replace the card")}
          </button>
        )}
        <button type="button" class={isKept ? "primary" : ""} onClick={another}>
          {t("Another scene")}
        </button>
        {made.has_story && made.has_pages && (
          <button type="button" onClick={rehearse}>
            {t("Rehearse it alone")}
          </button>
        )}
      </div>
      <p class="kept" role="status">
        {words}
      </p>
      {isKept && made.has_pages && (
        <a class="print" href={`../scenes/${made.slug}/card`}>
          {t("Print its cards and the score sheet")}
        </a>
      )}
      {!made.has_story && <p class="facts">{t("It has no story to rehearse alone, as nobody has written turns for these standards yet.")}</p>}
      {made.written && (
        <p class="facts">
          {t("There is a written scene for this standard, too: {title} (difficulty {difficulty}).", made.written)}
        </p>
      )}
    </>
  );
}

function Brief({ title, lines, kind }: { title: string; lines: string[]; kind: string }) {
  return (
    <section class={`brief ${kind}`}>
      <h3>{title}</h3>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  );
}

function Cues({ cues, name }: { cues: Cue[]; name: string }) {
  const kinds = { raise: t("harder"), ease: t("easier") };
  return (
    <section>
      <h3>{t("While you play: cues for {name}", { name })}</h3>
      <ol class="cues">
        {cues.map((cue) => (
          <li key={`${cue.at} ${cue.text}`} class={cue.kind}>
            <span class="at">
              {cue.at} <span class="kind">{kinds[cue.kind]}</span>
            </span>
            <span>{cue.text}</span>
            {cue.watch && (
              <span class="why">
                {cue.seen ? t("If this was seen: {watch}", { watch: cue.watch }) : t("If this was not seen: {watch}", { watch: cue.watch })}
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Watch({ made }: { made: Made }) {
  const { min, max } = made.observers;
  return (
    <section>
      <h3>{t("Observers look for this")}</h3>
      <p class="facts">
        {max > min ? t("{min} to {max} people watch.", { min, max }) : t("People who watch: {max}.", { max })}
      </p>
      <ol>
        {made.watch.map(({ standard, text, say }) => (
          <li key={text}>
            {text}
            {made.standards.length > 1 && <span class="why">{standard}</span>}
            {say && <span class="why">{t("For example: {say}", { say })}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
