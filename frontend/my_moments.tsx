// What colleagues noticed about one's own work. Nobody is compared with anybody.
import { dateWords } from "./dates";
import { usePort } from "./hooks";
import type { MomentsView, OwnRound, OwnStandard } from "./observation_view";
import type { Port } from "./port";
import { t } from "./words";

export function MyMoments({ port }: { port: Port }) {
  const view = usePort(port) as unknown as MomentsView;
  if (view.rounds.length === 0) {
    return (
      <section class="my-moments">
        <p class="empty">
          {t("Nothing yet. When your team begins a round of observation with you in it, it will be here.")}
        </p>
      </section>
    );
  }
  return (
    <section class="my-moments" aria-label={t("What colleagues saw of you")}>
      {view.rounds.map((round) => (
        <Round key={round.from} round={round} />
      ))}
    </section>
  );
}

function Round({ round }: { round: OwnRound }) {
  const looks = round.looks === 1 ? t("one look at your work") : t("{n} looks at your work", { n: round.looks });
  return (
    <section class="own-round">
      <h2>{round.title}</h2>
      <p class="count">
        {t("From {from} to {until}", { from: dayWords(round.from), until: dayWords(round.until) })} · {looks} ·{" "}
        {t("kept until {day}, then erased", { day: dayWords(round.keep_until) })}
      </p>
      <Notes title={t("Moments that were told")} notes={round.moments} isMoment />
      <Notes title={t("Notes")} notes={round.notes} />
      <h3>{t("Standard by standard")}</h3>
      <ul class="own-standards">
        {round.standards.map((standard) => (
          <Standard key={standard.id} standard={standard} />
        ))}
      </ul>
    </section>
  );
}

type NotesProps = { title: string; notes: OwnRound["notes"]; isMoment?: boolean };

function Notes({ title, notes, isMoment = false }: NotesProps) {
  if (notes.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class={isMoment ? "told moments" : "told"}>
        {notes.map(({ note, situation, at, by }) => (
          <li key={`${at} ${note}`}>
            <q>{note}</q>
            <span class="count">
              {[situation, dayWords(at), by && t("told by {by}", { by })].filter(Boolean).join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Standard({ standard }: { standard: OwnStandard }) {
  const { name, view, looks, situations, level, anchors } = standard;
  return (
    <li>
      <h4>{name}</h4>
      <p class="view">{view}</p>
      {level !== null && (
        <p class="mostly">
          <strong>{t("Mostly a {level}:", { level })}</strong>{" "}
          {anchors.length > 1 ? t("between “{low}” and “{high}”", { low: anchors[0]!, high: anchors[1]! }) : anchors[0]}
        </p>
      )}
      <p class="count">
        {seenWords(looks, situations)} {level === null && moreWords(standard)}
      </p>
    </li>
  );
}

function seenWords(looks: number, situations: number): string {
  if (looks === 0) return t("Not seen yet.");
  if (looks === 1) return t("Seen once.");
  return situations === 1
    ? t("Seen {looks} times, in one situation.", { looks })
    : t("Seen {looks} times, in {situations} situations.", { looks, situations });
}

function moreWords({ more, looks }: OwnStandard): string {
  if (looks === 0) return "";
  return more > 0
    ? t("That is too little to say how it mostly is.")
    : t("It differed too much to say how it mostly is.");
}

function dayWords(at: number): string {
  return dateWords(new Date(at * 1000), { dateStyle: "long" });
}
