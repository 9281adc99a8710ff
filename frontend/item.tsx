// One item: its question, its answer, and what the course says to it.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Choices } from "./choices";
import { Hotspot } from "./hotspot";
import { Matching, matchesOf, rightMatch, textOf } from "./matching";
import { Ordering } from "./ordering";
import { errorOf, type Port } from "./port";
import { percent, t } from "./words";

export type Option = { token: string; text: string };
export type DialogueLine = { who: string; text: string; token: string | null };
export type OptionOutcome = { chosen: boolean; right: boolean; feedback: string; place: number | null };
export type Outcome = {
  response: string[];
  credit: number;
  verdict: "right" | "partly" | "wrong";
  options: Record<string, OptionOutcome>;
};
export type ItemView = {
  id: string;
  type: "single" | "multiple" | "ordering" | "matching" | "hotspot";
  stem: string;
  options: Option[];
  prompts: string[];
  lines: DialogueLine[];
  draft: string[];
  outcome: Outcome | null;
};
export type AnswerProps = {
  item: ItemView;
  response: string[];
  choose: (response: string[]) => void;
  name: string;
};

type Props = {
  item: ItemView;
  number: number;
  of: number;
  session: number;
  port: Port;
  look: () => void; // the person turns to this item
  isNext: boolean; // this is where the person is
  next: () => void;
};

const ANSWERS = {
  single: Choices,
  multiple: Choices,
  ordering: Ordering,
  matching: Matching,
  hotspot: Hotspot,
};
const SAVE_AFTER = 1000; // milliseconds without a change until a draft is stored

export function Item({ item, number, of, session, port, look, isNext, next }: Props) {
  const [response, setResponse] = useState(item.draft);
  const [state, setState] = useState<"" | "changed" | "saving" | "saved">("");
  const [error, setError] = useState("");
  const result = useRef<HTMLDivElement>(null);
  const answeredHere = useRef(false);
  const outcome = item.outcome;
  const name = `q-${item.id}`;

  useLayoutEffect(() => {
    if (outcome && answeredHere.current) result.current?.focus();
  }, [outcome !== null]);

  const unsaved = useRef<string[] | null>(null);
  const saveDraft = async () => {
    const draft = unsaved.current;
    if (!draft) return;
    unsaved.current = null;
    const reply = await port.act({ do: "draft", item: item.id, response: draft, session });
    setState((now) => (now === "changed" && reply.ok ? "saved" : now));
  };
  useEffect(() => {
    const timer = setTimeout(saveDraft, SAVE_AFTER);
    return () => clearTimeout(timer);
  }, [response]);
  useEffect(() => () => void saveDraft(), []); // another item comes into view, or a tablet is turned

  const choose = (changed: string[]) => {
    unsaved.current = changed;
    setResponse(changed);
    setState("changed");
    setError("");
  };

  const commit = async (event: Event) => {
    event.preventDefault();
    if (outcome || state === "saving") return;
    const full = wholeOf(item, response);
    if (full.length === 0) return setError(t("Choose an answer first."));
    if (full.includes("")) {
      (event.currentTarget as Element).querySelector<HTMLElement>(".pick.open")?.focus();
      return setError(t("Match every line first."));
    }
    unsaved.current = null;
    setState("saving");
    setError("");
    answeredHere.current = true;
    const reply = await port.act({ do: "answer", item: item.id, response: full, session });
    setState("");
    if (!reply.ok) setError(errorOf(reply));
  };

  const props = { item, response: outcome ? outcome.response : response, choose, name };
  const Answer = ANSWERS[item.type];
  return (
    <form class="item" tabIndex={-1} onSubmit={commit} onFocusIn={look} aria-labelledby={`${name}-stem`}>
      <fieldset aria-describedby={error ? `${name}-error` : undefined}>
        <legend id={`${name}-stem`}>
          <span class="count">{t("Question {number} of {of}", { number, of })}</span>
          <span class="stem">{item.stem}</span>
        </legend>
        <Answer {...props} />
      </fieldset>
      {error && (
        <p class="error" id={`${name}-error`} role="alert">
          {error}
        </p>
      )}
      {outcome ? (
        <Result item={item} outcome={outcome} place={result} next={next} />
      ) : (
        <div class="act">
          <button type="submit" class={isNext ? "primary" : ""}>
            {state === "saving" ? t("Saving …") : t("Check my answer")}
          </button>
          <span class="saved" role="status">
            {state === "saved" ? t("Saved") : ""}
          </span>
        </div>
      )}
    </form>
  );
}

/** The answer as it stands on screen. */
function wholeOf(item: ItemView, response: string[]): string[] {
  if (item.type === "ordering") return orderOf(item, response);
  return item.type === "matching" ? matchesOf(item, response) : response;
}

/** The order on screen: what was chosen so far, or the order as shown. */
export function orderOf(item: ItemView, response: string[]): string[] {
  return response.length === item.options.length ? response : item.options.map(({ token }) => token);
}

type ResultProps = {
  item: ItemView;
  outcome: Outcome;
  place: { current: HTMLDivElement | null };
  next: () => void;
};

function Result({ item, outcome, place, next }: ResultProps) {
  const verdicts = { right: t("Right."), partly: t("Partly right."), wrong: t("Not quite.") };
  const reasons = item.type === "matching" ? reasonsOfPairs(item, outcome) : reasonsOfOptions(item, outcome);
  const List = item.type === "ordering" ? "ol" : "ul";
  return (
    <div class={`result ${outcome.verdict}`} ref={place} tabIndex={-1} role="group" aria-label={t("Result")}>
      <p class="verdict">
        <strong>{verdicts[outcome.verdict]}</strong>
        {outcome.verdict === "partly" && ` ${percent(outcome.credit)}`}
        {item.type === "ordering" && outcome.verdict !== "right" && ` ${t("This is the order:")}`}
      </p>
      <List>
        {reasons.map(({ quoted, feedback }) => (
          <li key={quoted}>
            <span class="quoted">{quoted}</span>
            {feedback.map((words) => (
              <span key={words} class="reason">
                {words}
              </span>
            ))}
          </li>
        ))}
      </List>
      <button type="button" class="primary" onClick={next}>
        {t("Next")}
      </button>
    </div>
  );
}

type Reason = { quoted: string; feedback: string[] };

/** One reason for each option that the outcome speaks of: steps in order, choices by `order`. */
function reasonsOfOptions(item: ItemView, outcome: Outcome): Reason[] {
  const of = (option: Option) => outcome.options[option.token]!;
  const rank = (option: Option) => of(option).place ?? order(of(option));
  return item.options
    .filter(of)
    .sort((a, b) => rank(a) - rank(b))
    .map((option) => {
      const line = item.lines.find(({ token }) => token === option.token);
      const quoted = line ? t("{who}: {text}", { who: line.who, text: line.text }) : option.text;
      return { quoted, feedback: [of(option).feedback] };
    });
}

/** One reason for each line; before it, where an answer was chosen that fits nowhere, why not. */
function reasonsOfPairs(item: ItemView, outcome: Outcome): Reason[] {
  return item.prompts.map((prompt, index) => {
    const token = rightMatch(outcome, index);
    const chosen = outcome.options[outcome.response[index]!]!;
    const right = outcome.options[token]!.feedback;
    const quoted = t("{line} → {match}", { line: prompt, match: textOf(item, token) });
    return { quoted, feedback: chosen.place === null ? [chosen.feedback, right] : [right] };
  });
}

/** What was chosen wrongly speaks first, then what is right. */
function order({ chosen, right }: OptionOutcome): number {
  return chosen && !right ? 0 : chosen ? 1 : 2;
}
