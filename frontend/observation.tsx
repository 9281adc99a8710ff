// A round of observation as its manager leads it.
import { usePort } from "./hooks";
import { useDoing, useFocusOnChange } from "./meeting_hooks";
import { BeginRound } from "./observation_begin";
import { RoundGoesOn } from "./observation_round";
import type { BeginView, RoundView } from "./observation_view";
import type { Port } from "./port";
import { spaced } from "./qr_code";
import { t } from "./words";

export function ObservationRounds({ port }: { port: Port }) {
  const view = usePort(port) as unknown as BeginView | RoundView;
  const [act, error] = useDoing(port);
  const heading = useFocusOnChange(view.phase);
  const isOn = view.phase === "round";
  return (
    <section class={`observation is-${view.phase}`} aria-label={t("The round of observation")}>
      {isOn && <p class="count">{t("{title} · code {code}", { title: view.title, code: spaced(view.join.code) })}</p>}
      <h2 ref={heading} tabIndex={-1}>
        {isOn ? t("How the round is going") : t("Begin a round")}
      </h2>
      <p class="error" role="alert">
        {error}
      </p>
      {isOn ? <RoundGoesOn view={view} act={act} /> : <BeginRound view={view} act={act} />}
    </section>
  );
}
