// Which ratings to look at: rounds of observation, files, and a made-up team to try it with.
import { dateWords } from "./dates";
import type { Doing, RoleModelsView, Source } from "./role_models_view";
import { t } from "./words";

type Props = { view: RoleModelsView; act: Doing };

export function Sources({ view, act }: Props) {
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
              class={!view.source && index === 0 ? "primary" : ""}
              onClick={() => void act({ do: "choose", source: source.id })}
            >
              {t("Look at these")}
              <span class="unseen">: {source.title}</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
  if (view.source) {
    return (
      <details class="other no-print">
        <summary>{t("Look at other ratings")}</summary>
        {list}
      </details>
    );
  }
  return (
    <div class="first">
      <h2>{t("Which ratings do you want to look at?")}</h2>
      {view.sources.length === 1 && (
        <p>{t("Nobody has observed your team yet. See with a made-up team how this page works, or bring in ratings from a spreadsheet.")}</p>
      )}
      {list}
    </div>
  );
}

function about({ what, at }: Source): string {
  if (what === "sample" || at === null) return t("To see how this page works; nobody of these people exists.");
  const day = dateWords(new Date(at * 1000), { day: "numeric", month: "long", year: "numeric" });
  return what === "file" ? t("From a file, stored on {day}", { day }) : t("Observed from {day}", { day });
}
