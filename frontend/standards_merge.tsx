// Merging: tick what belongs together, and give it one name. Nothing is lost, and each step can be undone.
import { useRef, useState } from "preact/hooks";
import type { Doing } from "./scene_sheet_parts";
import { PutAway, SuggestForm } from "./standards_collect";
import { Onward } from "./standards_parts";
import type { MergeView, Named, StageProps, Suggestion } from "./standards_view";
import { groupWord } from "./standards_words";
import { t } from "./words";

export function MergeStandards({ view, act }: StageProps<MergeView>) {
  const [ticked, setTicked] = useState<string[]>([]);
  const [said, setSaid] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  const loose = view.suggestions.filter((each) => !each.in && !each.away);
  const chosen = ticked.filter((id) => loose.some((each) => each.id === id));
  const tick = (id: string) =>
    setTicked((now) => (now.includes(id) ? now.filter((each) => each !== id) : [...now, id]));
  const doing = async (message: Parameters<Doing>[0], words: string) => {
    const isDone = await act(message);
    if (isDone) {
      setSaid(words);
      heading.current?.focus();
    }
    return isDone;
  };
  const [least, most] = view.limits;
  const count = view.standards.length;
  const problem =
    count < least || count > most ? t("It takes {least} to {most} standards; now there are {count}.", { least, most, count }) : "";
  return (
    <>
      <p class="lead">{t("Tick what says the same in other words, and give it one name: two or three words that everybody remembers.")}</p>
      <div class="merging">
        <section aria-labelledby="loose-heading">
          <h3 id="loose-heading" ref={heading} tabIndex={-1}>
            {t("Not in a standard yet ({n})", { n: loose.length })}
          </h3>
          {loose.length === 0 && <p class="count">{t("Everything has found its place.")}</p>}
          <ul class="loose">
            {loose.map((each) => (
              <li key={each.id}>
                <label class={`tick-box ${chosen.includes(each.id) ? "chosen" : ""}`}>
                  <input type="checkbox" checked={chosen.includes(each.id)} onChange={() => tick(each.id)} />
                  <span>
                    {each.text} <span class="count">{groupWord(each.group)}</span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
          {loose.length > 0 && <MergeForm view={view} chosen={chosen} doing={doing} />}
          <details>
            <summary>{t("Add another suggestion")}</summary>
            <SuggestForm act={act} />
          </details>
          <PutAway view={view} act={act} />
        </section>
        <section aria-labelledby="made-heading">
          <h3 id="made-heading">{t("Standards ({n})", { n: count })}</h3>
          {count === 0 && <p class="count">{t("None yet. Tick two suggestions, and give them a name.")}</p>}
          <ul class="made">
            {view.standards.map((each) => (
              <Made
                key={each.id}
                standard={each}
                members={view.suggestions.filter((suggestion) => suggestion.in === each.id)}
                doing={doing}
              />
            ))}
          </ul>
          {view.last && (
            <p>
              <button
                type="button"
                onClick={() => void doing({ do: "undo", number: view.last!.number }, t("The last step is undone."))}
              >
                {t("Undo the last step")}
              </button>
            </p>
          )}
        </section>
      </div>
      <p class="unseen" role="status">
        {said}
      </p>
      <Onward view={view} act={act} to="rank" back="collect" label={t("Put them in order")} isPrimary={chosen.length === 0} problem={problem} />
      {loose.length > 0 && (
        <p class="count">{t("What stays here is kept. It is not part of a standard, and nobody is asked about it.")}</p>
      )}
    </>
  );
}

type Telling = (message: Parameters<Doing>[0], words: string) => Promise<boolean>;
type FormProps = { view: MergeView; chosen: string[]; doing: Telling };

const NEW = "";

function MergeForm({ view, chosen, doing }: FormProps) {
  const [into, setInto] = useState(NEW);
  const [name, setName] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const standard = view.standards.find(({ id }) => id === into);
  const merge = async (event: Event) => {
    event.preventDefault();
    if (chosen.length === 0) return;
    if (!standard && !name.trim()) return field.current?.focus();
    const words = t("{n} merged into “{name}”.", { n: chosen.length, name: standard?.name ?? name });
    if (await doing({ do: "merge", suggestions: chosen, standard: standard?.id ?? NEW, name }, words)) setName("");
  };
  const putAway = async () => {
    if (chosen.length > 0) await doing({ do: "away", suggestions: chosen }, t("{n} put away.", { n: chosen.length }));
  };
  return (
    <form class="merge" onSubmit={(event) => void merge(event)}>
      {view.standards.length > 0 && (
        <label class="field">
          <span>{t("Put what is ticked into")}</span>
          <select value={standard?.id ?? NEW} onChange={(event) => setInto(event.currentTarget.value)}>
            <option value={NEW}>{t("a new standard")}</option>
            {view.standards.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
      )}
      {!standard && (
        <label class="field">
          <span>{t("Name of the new standard")}</span>
          <input
            ref={field}
            value={name}
            maxLength={60}
            autocomplete="off"
            placeholder={t("Listens first")}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
      )}
      <p class="buttons">
        <button class={chosen.length > 0 ? "primary" : ""} aria-disabled={chosen.length === 0}>
          {chosen.length > 0 ? t("Merge {n} ticked", { n: chosen.length }) : t("Merge what is ticked")}
        </button>
        <button type="button" class="quiet" aria-disabled={chosen.length === 0} onClick={() => void putAway()}>
          {t("Put away")}
        </button>
      </p>
    </form>
  );
}

type MadeProps = { standard: Named; members: Suggestion[]; doing: Telling };

function Made({ standard, members, doing }: MadeProps) {
  const { id, name, old } = standard;
  return (
    <li class="card">
      <h4>{name}</h4>
      {old && <p class="count">{t("Published before")}</p>}
      <ul>
        {members.map((each) => (
          <li key={each.id}>
            <span>
              {each.text} <span class="count">{groupWord(each.group)}</span>
            </span>
            <button
              type="button"
              class="quiet"
              onClick={() => void doing({ do: "part", suggestions: [each.id] }, t("Taken out of “{name}”.", { name }))}
            >
              {t("Take out")}
              <span class="unseen">: {each.text}</span>
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="quiet"
        onClick={() => void doing({ do: "drop", standard: id }, t("“{name}” is no standard any more.", { name }))}
      >
        {old ? t("Retire this standard") : t("Take this standard apart")}
        <span class="unseen">: {name}</span>
      </button>
    </li>
  );
}
