// Publishing: the standards as they will be, and the versions so far.
import { useRef } from "preact/hooks";
import { Onward, Versions } from "./standards_parts";
import type { PublishView, StageProps } from "./standards_view";
import { dimensionWord } from "./standards_words";
import { t } from "./words";

export function PublishStandards({ view, act }: StageProps<PublishView>) {
  const isBusy = useRef(false);
  const done = useRef<HTMLDivElement>(null);
  const number = (view.versions[0]?.number ?? 0) + 1;
  const publish = async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    if (await act({ do: "publish" })) done.current?.focus();
    isBusy.current = false;
  };
  if (!view.draft) {
    return (
      <>
        <p class="problem">{view.problem}</p>
        <Onward view={view} act={act} to="describe" label={t("Go back and write it")} />
        <Versions versions={view.versions} />
      </>
    );
  }
  return (
    <>
      <div ref={done} tabIndex={-1} class="published" role="status">
        {view.is_published && (
          <p>
            {t("Version {n} is published. The kiosk, the generator and meetings have it from now on.", {
              n: view.versions[0]!.number,
            })}{" "}
            {view.join.url && <a href="../kiosk/standards">{t("See them as customers do")}</a>}
          </p>
        )}
        {view.is_published && (
          <p class="next">
            {t("Next, find out who meets them already:")} <a href="observation">{t("observe for two weeks")}</a>.
          </p>
        )}
      </div>
      <ol class="preview">
        {view.draft.standards.map(({ name, view: said, critical, points }) => (
          <li key={name} class="card">
            <h3>
              {name} {critical && <span class="count">{t("critical")}</span>}
            </h3>
            <p>{said}</p>
            <p class="count">{t("{n} points of 100", { n: points ?? 0 })}</p>
          </li>
        ))}
      </ol>
      {view.draft.retired.length > 0 && (
        <p class="count">{t("Retired: {names}. Earlier ratings still find them.", { names: view.draft.retired.join(" · ") })}</p>
      )}
      {view.empty.length > 0 && (
        <p class="count">{t("No standard is about: {names}.", { names: view.empty.map(dimensionWord).join(" · ") })}</p>
      )}
      {view.is_sample ? (
        <p>{t("This was practice with made-up standards: nothing is published. End it below, and begin with your own.")}</p>
      ) : view.is_published ? (
        <p class="act">
          <button type="button" class="primary big" onClick={() => void act({ do: "end" })}>
            {t("This work is done")}
          </button>
          <button type="button" onClick={() => void act({ do: "stage", from: view.stage, to: "describe" })}>
            {t("Change something")}
          </button>
        </p>
      ) : (
        <p class="act">
          <button type="button" class="primary big" onClick={() => void publish()}>
            {t("Publish version {n}", { n: number })}
          </button>
          <button type="button" onClick={() => void act({ do: "stage", from: view.stage, to: "describe" })}>
            {t("Back")}
          </button>
        </p>
      )}
      <Versions versions={view.versions} />
    </>
  );
}
