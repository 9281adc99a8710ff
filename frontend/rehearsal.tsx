// A scene played alone: a conversation whose choices lie at the bottom, and what was seen at the end.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Face, moodWords } from "./face";
import { usePort } from "./hooks";
import { errorOf, type Act, type PortPart } from "./port";
import { RehearsalResult, type ResultView } from "./rehearsal_result";
import { Saved } from "./saved";
import { useTexts } from "./texts";
import { t } from "./words";

export const LONGEST = 2000; // characters of a reply or a goal

type Line = { who: "customer" | "you" | "narrator"; text: string; mood: string | null };
type Turn = { lines: Line[]; words: string | null; reply: string | null };
type Menu = { ask: "words"; draft: string } | { ask: "choice"; choices: { token: string; text: string }[] };
export type RehearsalView = {
  after: number;
  take: number;
  title: string;
  minutes: number;
  standards: { id: string; name: string; view: string }[];
  brief: { everyone: string; part: string };
  customer: string;
  turns: Turn[];
  menu: Menu | null;
  result: ResultView | null;
  earlier: string[];
};

export function Rehearsal({ port }: { port: PortPart }) {
  const view = usePort(port) as unknown as RehearsalView;
  const [error, setError] = useState("");
  const [isBusy, setBusy] = useState(false);
  const newest = useRef<HTMLElement>(null);
  const hasActed = useRef(false);
  const place = `${view.take}:${view.turns.length}:${view.menu?.ask ?? "end"}`;

  useLayoutEffect(() => {
    if (!hasActed.current) return;
    newest.current?.focus({ preventScroll: true });
    newest.current?.scrollIntoView({ block: "start", behavior: "instant" });
  }, [place]);

  const act = async (message: Act) => {
    if (isBusy) return false;
    hasActed.current = true;
    setBusy(true);
    setError("");
    const reply = await port.act({ ...message, after: view.after });
    setBusy(false);
    if (!reply.ok) setError(errorOf(reply));
    return reply.ok;
  };

  const mood = view.turns.flatMap((turn) => turn.lines.map((line) => line.mood)).filter(Boolean).at(-1);
  const last = view.turns.length - 1;
  return (
    <section class="rehearsal" aria-label={t("Rehearsal: {title}", { title: view.title })}>
      <header>
        <h3>{view.title}</h3>
        <p class="count">
          {t("A rehearsal of about {n} minutes, for you alone", { n: view.minutes })}
          {view.take > 1 && ` · ${t("take {n}", { n: view.take })}`}
        </p>
      </header>
      <Brief view={view} />
      <ol class="turns">
        {view.turns.map((turn, number) => (
          <li
            key={`${view.take}:${number}`}
            tabIndex={-1}
            ref={number === last ? (element) => void (newest.current = element) : undefined}
          >
            {turn.lines.map((line, index) => (
              <Bubble key={index} line={line} customer={view.customer} />
            ))}
            {turn.words && (
              <p class="bubble you own">
                <span class="who">{t("Your own words")}</span> {turn.words}
              </p>
            )}
            {turn.reply && (
              <p class="bubble you">
                <span class="who">{t("You")}</span> {turn.reply}
              </p>
            )}
          </li>
        ))}
      </ol>
      {mood && (
        <p class="mood">
          <Face mood={mood} />
          <span>{t("{name}: {mood}", { name: view.customer, mood: moodWords(mood) })}</span>
        </p>
      )}
      {view.menu?.ask === "words" && <OwnWords key={place} view={view} draft={view.menu.draft} act={act} isBusy={isBusy} port={port} />}
      {view.menu?.ask === "choice" && (
        <Choices key={place} choices={view.menu.choices} act={act} ownWords={view.turns[last]!.words} />
      )}
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      {view.result && <RehearsalResult key={view.take} view={view} result={view.result} act={act} port={port} />}
      {!view.result && last > 0 && (
        <p class="act">
          <button type="button" onClick={() => act({ do: "rewind", turn: last - 1 })}>
            {t("Take back my last reply")}
          </button>
        </p>
      )}
    </section>
  );
}

function Brief({ view }: { view: RehearsalView }) {
  return (
    <details class="brief" open={view.turns.length === 1 && !view.turns[0]!.words}>
      <summary>{t("Your part")}</summary>
      {[...lines(view.brief.everyone), ...lines(view.brief.part)].map((text, index) => (
        <p key={index}>{text}</p>
      ))}
      <p>{t("You practise:")}</p>
      <ul>
        {view.standards.map(({ id, name, view: words }) => (
          <li key={id}>
            <strong>{name}</strong> – {words}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Paragraphs of a brief; single line ends are only the author's. */
export function lines(text: string): string[] {
  return text.split(/\n\s*\n/).filter((part) => part.trim());
}

function Bubble({ line, customer }: { line: Line; customer: string }) {
  if (line.who === "narrator") return <p class="narration">{line.text}</p>;
  return (
    <p class={`bubble ${line.who}`}>
      <span class="who">{line.who === "you" ? t("You") : customer}</span> {line.text}
    </p>
  );
}

type ActProps = { act: (message: Act) => Promise<boolean> };

type OwnWordsProps = ActProps & { view: RehearsalView; draft: string; isBusy: boolean; port: PortPart };

function OwnWords({ view, draft, act, isBusy, port }: OwnWordsProps) {
  const { after } = view; // a draft that comes after the reply itself is one too many
  const texts = useTexts(port, { draft }, LONGEST, (_field, text) => ({ do: "draft", text, after }));
  const text = texts.text("draft");
  const send = (event: Event) => {
    event.preventDefault();
    void act({ do: "words", text: text.trim() });
  };
  return (
    <form class="reply" onSubmit={send}>
      <label for="own-words">{t("First in your own words: what would you say or do now?")}</label>
      <textarea
        id="own-words"
        rows={3}
        maxLength={LONGEST}
        value={text}
        onInput={(event) => texts.type("draft", event.currentTarget.value)}
        onBlur={texts.save}
      />
      <Saved state={texts.state("draft")} trouble={texts.error("draft")} />
      <p class="act">
        <button type="submit" class="primary" aria-disabled={isBusy}>
          {text.trim() ? t("Compare with three replies") : t("Show me some replies")}
        </button>
      </p>
    </form>
  );
}

type Choice = { token: string; text: string };

function Choices({ choices, act, ownWords }: ActProps & { choices: Choice[]; ownWords: string | null }) {
  const choose = (choice: Choice | undefined) => choice && void act({ do: "choose", token: choice.token });
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    choose(choices[Number(event.key) - 1]);
  };
  return (
    <fieldset class="reply" onKeyDown={onKey}>
      <legend>{ownWords ? t("Which of these will you go on with?") : t("What do you say or do?")}</legend>
      {choices.map((choice) => (
        <button type="button" class="choice" key={choice.token} onClick={() => choose(choice)}>
          {choice.text}
        </button>
      ))}
    </fieldset>
  );
}
