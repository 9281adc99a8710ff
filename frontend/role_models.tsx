// The role-model sheet of managers: which ratings, who the role models may be, and how sure that is.
import { useEffect, useRef, useState } from "preact/hooks";
import { usePort } from "./hooks";
import { useDoing } from "./meeting_hooks";
import type { Port } from "./port";
import { Choice, Gaps } from "./role_models_choice";
import { TakeIn } from "./role_models_data";
import { Grid } from "./role_models_grid";
import { Ranking } from "./role_models_ranking";
import { SettingsForm } from "./role_models_settings";
import { Sources } from "./role_models_sources";
import { Trust } from "./role_models_trust";
import type { Doing, RoleModelsView, Sheet } from "./role_models_view";
import { WhatIf } from "./role_models_what_if";
import { percent, t } from "./words";

export function RoleModels({ port }: { port: Port }) {
  const view = usePort(port) as unknown as RoleModelsView;
  const [act, error] = useDoing(port);
  const [isTakingIn, setTakingIn] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const wantsFocus = useRef(false);
  const kept = useRef<{ source: string | null; sheet: Sheet | null }>({ source: null, sheet: null });
  const { progress } = view;
  if (view.sheet || kept.current.source !== view.source) kept.current = { source: view.source, sheet: view.sheet };
  const sheet = kept.current.sheet; // the last one while it is worked out anew: nothing typed is lost
  const chosen = view.sources.find(({ id }) => id === view.source);

  useEffect(() => {
    if (!wantsFocus.current || !chosen) return;
    wantsFocus.current = false;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: "start", behavior: "instant" });
  }, [view.source, chosen !== undefined]);

  const open: Doing = async (message) => {
    wantsFocus.current = true;
    const isDone = await act(message);
    if (isDone) setTakingIn(false);
    else wantsFocus.current = false;
    return isDone;
  };
  return (
    <section class="role-models" aria-label={t("Role-model sheet")}>
      <Sources view={view} act={open} isAside={isTakingIn} />
      <TakeIn port={port} view={view} isOpen={isTakingIn} setOpen={setTakingIn} act={open} />
      <p class="error" role="alert">{error}</p>
      {chosen && (
        <h2 class="of" ref={heading} tabIndex={-1}>
          {chosen.title}
        </h2>
      )}
      {progress && <Working {...progress} />}
      {chosen && !progress && !sheet && (
        <div class="empty">
          <p>
            {view.failed
              ? t("Something went wrong on our side. The ratings are safe; please tell whoever looks after the course.")
              : t("No observations yet. Start with two minutes at the counter.")}
          </p>
        </div>
      )}
      {chosen && sheet && (
        <div class="sheet-itself" aria-busy={progress !== null}>
          <div class="facts">
            <p>
              {sheet.counted}{" "}
              {view.unseen!.length > 0 && t("Nobody has watched yet: {people}.", { people: view.unseen!.join(", ") })}
            </p>
            {view.newer! > 0 && (
              <p class="newer" role="status">
                {t("Observations that came in since: {count}.", { count: view.newer! })}{" "}
                <button type="button" onClick={() => void open({ do: "again" })}>{t("Work it out again")}</button>
              </p>
            )}
          </div>
          <Choice key={`choice ${view.source}`} sheet={sheet} decision={view.decision ?? null} act={act} />
          <Gaps sheet={sheet} />
          <Grid key={`grid ${view.source}`} sheet={sheet} />
          <Ranking sheet={sheet} advice={view.advice ?? null} act={act} />
          <WhatIf key={`if ${view.source}`} view={view} sheet={sheet} act={act} />
          <Trust sheet={sheet} />
          <SettingsForm key={JSON.stringify(view.settings)} settings={view.settings!} choices={view.choices!} act={open} />
          <p class="act keep">
            <button type="button" onClick={() => print()}>{t("Print this sheet")}</button>
            {view.has_files && (
              <a class="save" href="../role-models/ratings.csv" download>
                {t("Save the ratings without names (CSV)")}
              </a>
            )}
          </p>
        </div>
      )}
    </section>
  );
}

function Working({ share, words }: { share: number; words: string }) {
  return (
    <div class="working">
      <label>
        <span>{words}</span>
        <progress max={1} value={share}>{percent(share)}</progress>
      </label>
    </div>
  );
}
