// Work on the standards of the business, as its manager leads it: one step at a time.
import { usePort } from "./hooks";
import { useDoing, useFocusOnChange } from "./meeting_hooks";
import type { Port } from "./port";
import { spaced } from "./qr_code";
import { CollectStandards } from "./standards_collect";
import { DescribeStandards } from "./standards_describe";
import { MergeStandards } from "./standards_merge";
import { PlanStandards } from "./standards_plan";
import { PublishStandards } from "./standards_publish";
import { RankStandards } from "./standards_rank";
import type {
  CollectView,
  DescribeView,
  LeadView,
  MergeView,
  PlanView,
  PublishView,
  RankView,
  Stage,
  StageProps,
  WeighView,
} from "./standards_view";
import { WeighStandards } from "./standards_weigh";
import { stageTitle, stageWord } from "./standards_words";
import { t } from "./words";

const WAY: Stage[] = ["collect", "merge", "rank", "weigh", "describe", "publish"];

export function Standards({ port }: { port: Port }) {
  const view = usePort(port) as unknown as PlanView | LeadView;
  const [act, error] = useDoing(port);
  const heading = useFocusOnChange(view.stage);
  const isPlan = view.stage === "plan";
  return (
    <section class={`meeting standards is-${view.stage}`} aria-label={t("Our standards")}>
      {!isPlan && <Way view={view as LeadView} />}
      <h2 ref={heading} tabIndex={-1}>
        {isPlan ? t("Begin") : stageTitle(view.stage as Stage)}
      </h2>
      <p class="error" role="alert">
        {error}
      </p>
      {isPlan ? (
        <PlanStandards view={view as PlanView} act={act} />
      ) : (
        <>
          <Step view={view as LeadView} act={act} port={port} />
          <More view={view as LeadView} act={act} port={port} />
        </>
      )}
    </section>
  );
}

/** Where the work is on its way, and the code for those who join late. */
function Way({ view }: { view: LeadView }) {
  const here = WAY.indexOf(view.stage);
  return (
    <header>
      <p class="count">
        {view.title} · {t("code {code}", { code: spaced(view.join.code) })}
        {view.is_sample && <> · {t("made up, for practice")}</>}
      </p>
      <ol class="way" aria-label={t("The way to your standards")}>
        {WAY.map((stage, number) => (
          <li
            key={stage}
            class={number < here ? "done" : number === here ? "now" : ""}
            aria-current={number === here ? "step" : undefined}
          >
            {stageWord(stage)}{" "}
            <span class="of-all">{t("({n} of {all})", { n: number + 1, all: WAY.length })}</span>
          </li>
        ))}
      </ol>
    </header>
  );
}

function Step({ view, act, port }: StageProps<LeadView>) {
  switch (view.stage) {
    case "collect":
      return <CollectStandards view={view as CollectView} act={act} port={port} />;
    case "merge":
      return <MergeStandards view={view as MergeView} act={act} port={port} />;
    case "rank":
      return <RankStandards view={view as RankView} act={act} port={port} />;
    case "weigh":
      return <WeighStandards view={view as WeighView} act={act} port={port} />;
    case "describe":
      return <DescribeStandards view={view as DescribeView} act={act} port={port} />;
    default:
      return <PublishStandards view={view as PublishView} act={act} port={port} />;
  }
}

/** What is rarely needed: to end the work in the middle. */
function More({ view, act }: StageProps<LeadView>) {
  return (
    <details class="rarely">
      <summary>{t("More")}</summary>
      <p>
        {view.is_sample
          ? t("Practice ends, and you can begin with your own standards.")
          : t("Nobody is asked any more. What was published stays, and you can go on with this work later.")}
      </p>
      <button type="button" onClick={() => void act({ do: "end" })}>
        {t("End this work now")}
      </button>
    </details>
  );
}
