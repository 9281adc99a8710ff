// Collecting: managers type, staff have phones, customers wrote at the kiosk.
import { useRef, useState } from "preact/hooks";
import type { Doing } from "./scene_sheet_parts";
import { Onward, PhoneDoor } from "./standards_parts";
import type { CollectView, Group, LeadView, StageProps, Suggestion } from "./standards_view";
import { groupWord } from "./standards_words";
import { t } from "./words";

const GROUPS: Group[] = ["managers", "staff", "customers"];

export function CollectStandards({ view, act }: StageProps<CollectView>) {
  const shown = view.suggestions.filter(({ away }) => !away);
  const canGoOn = shown.length + view.standards.length > 0;
  return (
    <>
      <p class="lead">{t("Write what a customer would see or hear, one thing at a time. Everybody’s words count alike; nobody’s name is shown.")}</p>
      <PhoneDoor view={view} />
      <SuggestForm act={act} />
      <p class="count" role="status">
        {shown.length === 1 ? t("1 suggestion so far") : t("{n} suggestions so far", { n: shown.length })}
      </p>
      {GROUPS.map((group) => (
        <FromGroup key={group} group={group} suggestions={shown.filter((each) => each.group === group)} act={act} />
      ))}
      <PutAway view={view} act={act} />
      <Words view={view} act={act} />
      <Onward
        view={view}
        act={act}
        to="merge"
        label={t("Merge what belongs together")}
        problem={canGoOn ? "" : t("It takes a few suggestions first.")}
      />
    </>
  );
}

export type Typed = [string, (text: string) => void];

/** One suggestion after the other; the field keeps what could not be stored. */
export function SuggestForm({ act, typed }: { act: Doing; typed?: Typed }) {
  const own = useState("");
  const [text, setText] = typed ?? own;
  const field = useRef<HTMLInputElement>(null);
  const add = async (event: Event) => {
    event.preventDefault();
    if (text.trim() && (await act({ do: "suggest", text }))) setText("");
    field.current?.focus();
  };
  return (
    <form class="suggest" onSubmit={(event) => void add(event)}>
      <label class="field">
        <span>{t("Your suggestion")}</span>
        <input
          ref={field}
          value={text}
          maxLength={200}
          autocomplete="off"
          placeholder={t("Looks up as soon as I come in.")}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button>{t("Add")}</button>
    </form>
  );
}

function FromGroup({ group, suggestions, act }: { group: Group; suggestions: Suggestion[]; act: Doing }) {
  const heading = useRef<HTMLHeadingElement>(null);
  if (suggestions.length === 0) return null;
  const putAway = async (id: string) => {
    if (await act({ do: "away", suggestions: [id] })) heading.current?.focus();
  };
  return (
    <section class="from-group">
      <h3 ref={heading} tabIndex={-1}>
        {groupWord(group)} <span class="count">({suggestions.length})</span>
      </h3>
      <ul>
        {suggestions.map(({ id, text }) => (
          <li key={id}>
            <span>{text}</span>
            <button type="button" class="quiet" onClick={() => void putAway(id)}>
              {t("Put away")}
              <span class="unseen">: {text}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What nobody else sees; it is kept, and comes back with one tap. */
export function PutAway({ view, act }: { view: LeadView; act: Doing }) {
  const summary = useRef<HTMLElement>(null);
  const away = view.suggestions.filter((each) => each.away);
  if (away.length === 0) return null;
  const bringBack = async (id: string) => {
    if (await act({ do: "back", suggestions: [id] })) summary.current?.focus();
  };
  return (
    <details class="put-away">
      <summary ref={summary}>{t("Put away ({n})", { n: away.length })}</summary>
      <ul>
        {away.map(({ id, text }) => (
          <li key={id}>
            <span>{text}</span>
            <button type="button" class="quiet" onClick={() => void bringBack(id)}>
              {t("Bring back")}
              <span class="unseen">: {text}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What customers wrote about a visit: it may hold a suggestion. */
function Words({ view, act }: { view: CollectView; act: Doing }) {
  const place = useRef<HTMLElement>(null);
  if (view.words.length === 0) return null;
  const take = async (word: string) => {
    if (await act({ do: "take", word })) place.current?.focus();
  };
  return (
    <section class="words" ref={place} tabIndex={-1}>
      <h3>{t("What customers wrote at the kiosk")}</h3>
      <ul>
        {view.words.map(({ id, text, about }) => (
          <li key={id}>
            <span>
              {text} {about && <span class="count">({about})</span>}
            </span>
            <button type="button" onClick={() => void take(id)}>
              {t("Take over")}
              <span class="unseen">: {text}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
