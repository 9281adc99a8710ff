// The big screen: what the whole room may see, readable from the last chair. It shows no scores.
import { usePort } from "./hooks";
import { SceneClock } from "./meeting_clock";
import { hasMet, MetList } from "./meeting_results";
import type { BigScreenView } from "./meeting_view";
import { partWord } from "./meeting_words";
import type { Port } from "./port";
import { QrCode, shortAddress, spaced } from "./qr_code";
import { Prose } from "./scene_sheet_parts";
import { t } from "./words";

type Props = { view: BigScreenView };

export function BigScreen({ port }: { port: Port }) {
  const view = usePort(port) as unknown as BigScreenView;
  const isStopped = view.alarm === "red" && view.phase !== "ended";
  return (
    <section class={`big-screen is-${view.phase}`} aria-label={t("The big screen")}>
      {isStopped ? <Calm /> : <Scene view={view} />}
    </section>
  );
}

function Scene({ view }: Props) {
  switch (view.phase) {
    case "gather":
      return <Door view={view} />;
    case "brief":
      return (
        <>
          <Title view={view} />
          <div class="story">
            <Prose text={view.brief} />
          </div>
          <Players view={view} />
          <p role="status">
            {t("{n} of {all} are ready", {
              n: view.people.filter((person) => person.ready).length,
              all: view.people.length,
            })}
          </p>
        </>
      );
    case "calibrate":
      return (
        <>
          <h2>{t("Two short cases")}</h2>
          <p>{t("Rate them on your phone. Then look how the course sees it.")}</p>
        </>
      );
    case "play":
      return (
        <>
          <Title view={view} />
          <SceneClock clock={view.clock} />
          <Players view={view} />
        </>
      );
    case "score":
      return (
        <>
          <h2>{t("Scores are coming in")}</h2>
          <p>{t("Each for yourself. Then we look at them together.")}</p>
        </>
      );
    case "debrief":
      return <Talk view={view} />;
    case "follow-up":
      return (
        <>
          <h2>{t("One goal each")}</h2>
          <p>{t("When this happens, then I will …")}</p>
          <Met view={view} />
        </>
      );
    default:
      return <h2>{t("Thank you. See you next time.")}</h2>;
  }
}

function Title({ view }: Props) {
  return (
    <header>
      <h2>{view.title}</h2>
      <p class="standard">
        <strong>{view.standard.name}</strong> – {view.standard.view}
      </p>
    </header>
  );
}

function Door({ view }: Props) {
  const { join, people } = view;
  return (
    <div class="welcome">
      <QrCode join={join} />
      <div>
        <h2>{t("Come in")}</h2>
        <p>{join.url ? t("Scan this, or open {address} and type", { address: shortAddress(join) }) : t("The code is")}</p>
        <p class="code">{spaced(join.code)}</p>
        <p role="status">
          {people.length === 0 ? t("Nobody is here yet.") : t("Here: {names}", { names: people.map((each) => each.name).join(", ") })}
        </p>
        <Players view={view} />
      </div>
    </div>
  );
}

function Players({ view }: Props) {
  const playing = view.people.filter(({ part }) => part === "customer" || part === "employee");
  if (playing.length === 0) return null;
  return (
    <ul class="players">
      {playing.map(({ seat, name, part }) => (
        <li key={seat}>
          {partWord(part!)} <strong>{name}</strong>
        </li>
      ))}
    </ul>
  );
}

function Talk({ view }: Props) {
  const debrief = view.debrief!;
  return (
    <>
      <p class="count">{t("Step {n} of {all}", { n: debrief.step + 1, all: debrief.steps.length })}</p>
      <h2>{debrief.steps[debrief.step]!.title}</h2>
      {debrief.step < debrief.steps.length - 1 && <p class="question">{debrief.question}</p>}
      {debrief.step >= 2 && <Met view={view} />}
    </>
  );
}

/** Only what met the standard: nobody's weak moment is shown to a room. */
function Met({ view }: Props) {
  const debrief = view.debrief!;
  if (!hasMet(debrief)) return null;
  return (
    <div class="met">
      <h3>{t("What met the standard")}</h3>
      <MetList debrief={debrief} />
    </div>
  );
}

function Calm() {
  return (
    <div class="stopped" role="status">
      <h2>{t("We stop here for a moment.")}</h2>
      <p>{t("Breathe. Nobody did anything wrong.")}</p>
    </div>
  );
}
