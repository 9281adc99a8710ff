// What all said, once it is revealed: counts as small columns, each with a sentence.
import type { Debrief, Grade, Outcome, Result, Score } from "./meeting_view";
import { gradeWord, outcomeWord } from "./meeting_words";
import { Card, Tick } from "./scene_sheet_parts";
import { t } from "./words";

type Props = { results: Result[]; score?: Score | null };

/** The results, the largest disagreement first; `score` is one's own, which is marked. */
export function Results({ results, score }: Props) {
  const first = results.find(hasVoices);
  return (
    <ul class="results">
      {results.filter(hasVoices).map((result) => (
        <ResultCard
          key={`${result.what}/${result.id}`}
          result={result}
          own={ownIn(result, score)}
          isWidest={result === first && result.disagreement > 0}
        />
      ))}
    </ul>
  );
}

/** What met the standard, and the moments that people kept: all that a room may see of the scores. */
export function MetList({ debrief: { met, moments } }: { debrief: Debrief }) {
  return (
    <>
      <ul>
        {met.map((text) => (
          <li key={text}>
            <Tick />
            {text}
          </li>
        ))}
      </ul>
      {moments.map((moment, index) => (
        <blockquote key={index}>{moment}</blockquote>
      ))}
    </>
  );
}

/** The same as a card; nothing where there is none. */
export function MetCard({ debrief }: { debrief: Debrief }) {
  if (!hasMet(debrief)) return null;
  return (
    <Card title={t("What met the standard")} kind="met">
      <MetList debrief={debrief} />
    </Card>
  );
}

export function hasMet({ met, moments }: Debrief): boolean {
  return met.length + moments.length > 0;
}

type CardProps = { result: Result; own: string | number | null; isWidest: boolean };

function ResultCard({ result, own, isWidest }: CardProps) {
  const most = Math.max(...result.counts.map(({ count }) => count));
  return (
    <li class="result-card">
      <p class="text">{result.what === "grade" ? t("All in all") : result.text}</p>
      {isWidest && <p class="widest">{t("Here you differ most")}</p>}
      <p class="count">
        {sentence(result)} {own !== null && t("You said: {word}.", { word: word(result, own) })}
      </p>
      <ol class="columns">
        {result.counts.map(({ value, count }) => (
          <li key={value} class={value === own ? "own" : ""}>
            <span class="many">{count}</span>
            <svg viewBox="0 0 10 40" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <rect class="rail" y="38" width="10" height="2" />
              <rect class="bar" y={38 - (36 * count) / most} width="10" height={(36 * count) / most} />
            </svg>
            <span class="value">{word(result, value)}</span>
            {value === own && <span class="you">{t("you")}</span>}
          </li>
        ))}
      </ol>
    </li>
  );
}

/** Says in words what the columns show. */
function sentence(result: Result): string {
  const said = result.counts.filter(({ count }) => count > 0);
  if (said.length === 1) return t("Everyone said: {word}.", { word: word(result, said[0]!.value) });
  if (result.what !== "watch") {
    const [low, high] = [said[0]!, said.at(-1)!];
    return t("From “{low}” to “{high}”.", { low: word(result, low.value), high: word(result, high.value) });
  }
  const of = (outcome: Outcome) => result.counts.find(({ value }) => value === outcome)?.count ?? 0;
  const seen = of("seen");
  return t("Seen by {seen} of the {all} who had the chance.", { seen, all: seen + of("not seen") });
}

function word(result: Result, value: string | number): string {
  if (result.what === "watch") return outcomeWord(value as Outcome);
  return result.what === "grade" ? gradeWord(value as Grade) : String(value);
}

function ownIn({ what, id }: Result, score?: Score | null): string | number | null {
  if (!score) return null;
  if (what === "grade") return score.grade;
  return (what === "watch" ? score.watch[id] : score.levels[id]) ?? null;
}

function hasVoices({ counts }: Result): boolean {
  return counts.some(({ count }) => count > 0);
}
