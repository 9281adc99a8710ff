// Work on standards on a colleague's phone: suggest, put in order, done.
import { useRef, useState } from "preact/hooks";
import { usePort } from "./hooks";
import { useDoing, useFocusOnChange } from "./meeting_hooks";
import type { Port } from "./port";
import type { Doing } from "./scene_sheet_parts";
import { SuggestForm, type Typed } from "./standards_collect";
import { namesOf, OrderForm } from "./standards_rank";
import type { AskView } from "./standards_view";
import { QUESTION } from "./standards_words";
import { t } from "./words";

const SHOWN = 12; // of the others' suggestions, the newest

export function StandardsSuggest({ port }: { port: Port }) {
  const view = usePort(port) as unknown as AskView;
  const [act, error] = useDoing(port);
  const heading = useFocusOnChange(view.stage);
  const typed = useState(""); // stays when the work goes on while somebody types
  return (
    <section class="standards standards-suggest" aria-label={t("Our standards")}>
      <p class="count">{view.title}</p>
      <h2 ref={heading} tabIndex={-1}>
        {titleOf(view)}
      </h2>
      <p class="error" role="alert">
        {error}
      </p>
      {view.stage === "suggest" && <Suggest view={view} act={act} typed={typed} />}
      {view.stage === "rank" && <Rank view={view} act={act} typed={typed} />}
      {view.stage === "thanks" && <Thanks view={view} />}
    </section>
  );
}

function titleOf({ stage, me }: AskView): string {
  if (stage === "suggest") return QUESTION();
  return stage === "rank" ? t("What matters most to customers?") : t("Thank you, {name}!", { name: me.name });
}

type Props = { view: AskView; act: Doing; typed: Typed };

function Suggest({ view, act, typed }: Props) {
  const count = view.mine.length + view.others.length;
  const heading = useRef<HTMLHeadingElement>(null);
  const takeBack = async (suggestion: string) => {
    if (await act({ do: "withdraw", suggestion })) heading.current?.focus();
  };
  return (
    <>
      <p>{t("Write what a customer would see or hear. Nobody sees who wrote it.")}</p>
      <SuggestForm act={act} typed={typed} />
      <p class="count" role="status">
        {t("Suggestions so far: {n}. Yours: {mine}.", { n: count, mine: view.mine.length })}
      </p>
      {view.mine.length > 0 && (
        <section>
          <h3 ref={heading} tabIndex={-1}>
            {t("Yours")}
          </h3>
          <ul class="own">
            {view.mine.map(({ id, text, used }) => (
              <li key={id}>
                <span>{text}</span>
                {used ? (
                  <span class="count">{t("in use")}</span>
                ) : (
                  <button type="button" class="quiet" onClick={() => void takeBack(id)}>
                    {t("Take back")}
                    <span class="unseen">: {text}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {view.others.length > 0 && (
        <section>
          <h3>{t("What others suggest")}</h3>
          <ul>
            {view.others.slice(0, SHOWN).map((text, index) => (
              <li key={index}>{text}</li>
            ))}
          </ul>
          {view.others.length > SHOWN && <p class="count">{t("and {n} more", { n: view.others.length - SHOWN })}</p>}
        </section>
      )}
    </>
  );
}

function Rank({ view, act, typed }: Props) {
  const known = view.order ?? [];
  const wasTyping = useRef(typed[0] !== "");
  const order = [...known, ...view.standards.map(({ id }) => id).filter((id) => !known.includes(id))];
  return (
    <>
      <p>{t("What would they miss most if it were not there? Put that first.")}</p>
      <OrderForm name="own-order" order={order} names={namesOf(view)} isGiven={view.order !== null} act={act} />
      <details open={wasTyping.current}>
        <summary>{t("Is something missing?")}</summary>
        <SuggestForm act={act} typed={typed} />
      </details>
    </>
  );
}

function Thanks({ view }: { view: AskView }) {
  return (
    <>
      <p>{view.published ? t("Version {n} of our standards is published.", { n: view.published }) : t("Your part is done. The standards are being written now.")}</p>
      {view.standards.length > 0 && (
        <ul>
          {view.standards.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      )}
    </>
  );
}
