// Which ratings to look at: rounds of observation, files, and a made-up team to try it with.
import { useEffect, useRef, useState } from "preact/hooks";
import { dateWords } from "./dates";
import type { Doing, RoleModelsView, Source } from "./role_models_view";
import { t } from "./words";

type Props = { view: RoleModelsView; act: Doing; isAside: boolean }; // aside: the next step is elsewhere

export function Sources({ view, act, isAside }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const hasErased = useRef(false);
  useEffect(() => {
    if (hasErased.current) place.current?.querySelector<HTMLElement>("summary, h2")?.focus();
    hasErased.current = false;
  }, [view.sources.length]);
  const erase = async (source: string) => {
    hasErased.current = true;
    if (!(await act({ do: "erase", source }))) hasErased.current = false;
  };
  const list = (
    <ul class="sources">
      {view.sources.map((source, index) => (
        <li key={source.id}>
          <span class="title">{source.title}</span>
          <span class="why">{about(source)}</span>
          {source.id === view.source ? (
            <span class="here">{t("You are looking at these")}</span>
          ) : (
            <button
              type="button"
              class={!view.source && !isAside && index === 0 ? "primary" : ""}
              onClick={() => void act({ do: "choose", source: source.id })}
            >
              {t("Look at these")}
              <span class="unseen">: {source.title}</span>
            </button>
          )}
          {source.what === "file" && <Erase source={source} erase={() => void erase(source.id)} />}
        </li>
      ))}
    </ul>
  );
  if (view.source) {
    return (
      <div ref={place} class="no-print">
        <details>
          <summary>{t("Look at other ratings")}</summary>
          {list}
        </details>
      </div>
    );
  }
  return (
    <div ref={place}>
      <h2 tabIndex={-1}>{t("Which ratings do you want to look at?")}</h2>
      {view.sources.length === 1 && (
        <p>
          {t("Nobody has observed your team yet.")} <a href="observation">{t("Begin with a round of observation")}</a>.{" "}
          {t("Or see with a made-up team how this page works, or bring in ratings from a spreadsheet.")}
        </p>
      )}
      {list}
    </div>
  );
}

/** Takes two presses, since nothing brings the ratings back. */
function Erase({ source, erase }: { source: Source; erase: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const hasMoved = useRef(false);
  useEffect(() => {
    if (hasMoved.current) place.current?.querySelector("button")?.focus(); // what had the focus is gone
    hasMoved.current = true;
  }, [isAsking]);
  return (
    <span class="erase" ref={place}>
      {isAsking ? (
        <>
          <button type="button" onClick={() => setAsking(false)}>{t("Keep them")}</button>
          <button type="button" onClick={erase}>{t("Yes, erase them for good")}</button>
        </>
      ) : (
        <button type="button" onClick={() => setAsking(true)}>
          {t("Erase")}
          <span class="unseen">: {source.title}</span>
        </button>
      )}
    </span>
  );
}

function about({ what, at, looks }: Source): string {
  if (what === "sample" || at === null) return t("To see how this page works; nobody of these people exists.");
  const day = dateWords(new Date(at * 1000), { day: "numeric", month: "long", year: "numeric" });
  return what === "file" ? t("From a file, stored on {day}", { day }) : t("Observed from {day}: {looks} looks so far", { day, looks: looks! });
}
