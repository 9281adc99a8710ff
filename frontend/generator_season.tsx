// A season of scenes: what it covers, in one sentence, and its scenes in order.
import { useState } from "preact/hooks";
import { percent, t } from "./words";

const FIRST = 12; // scenes shown at once; so many fill a season of one a month

export type Plan = {
  catalogue: string;
  pairs: number;
  milestones: { scenes: number; share: number }[];
  scenes: { number: number; title: string; standard: string; difficulty: number; channel: string; business: string }[];
};
type Props = { plan: Plan | null; isBusy: boolean; makePlan: () => void; show: (number: number) => void };

export function Season({ plan, isBusy, makePlan, show }: Props) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? plan?.scenes : plan?.scenes.slice(0, FIRST);
  return (
    <section class="season" id="season" aria-busy={isBusy}>
      <h2>{t("A season of scenes")}</h2>
      <p>
        {t("A plan with few scenes, in which all that can come together does so at least once: each mood with each place, each standard at each difficulty, and so on.")}
      </p>
      {!plan && (
        <button type="button" aria-disabled={isBusy} onClick={makePlan}>
          {isBusy ? t("Making the plan, a few seconds …") : t("Show the plan")}
        </button>
      )}
      {plan && (
        <>
          <p class="covers" role="status">
            {covers(plan)}
          </p>
          <ol class="plan">
            {shown?.map((scene) => (
              <li key={scene.number}>
                <span class="title">{t("{number}. {title}", { number: scene.number, title: scene.title })}</span>
                <span class="why">
                  {t("{standard}, difficulty {difficulty}. {business}: {channel}.", { ...scene, channel: scene.channel.toLowerCase() })}
                </span>
                <button type="button" onClick={() => show(scene.number)}>
                  {t("Show")}
                  <span class="unseen">: {scene.title}</span>
                </button>
              </li>
            ))}
          </ol>
          {!isWhole && plan.scenes.length > FIRST && (
            <button type="button" onClick={() => setWhole(true)}>
              {t("Show all {count} scenes", { count: plan.scenes.length })}
            </button>
          )}
        </>
      )}
    </section>
  );
}

function covers({ pairs, milestones, scenes }: Plan): string {
  const whole = t("{scenes} scenes hold all {pairs} pairs of circumstances that can come together.", { scenes: scenes.length, pairs });
  const [first, second] = milestones;
  if (!first || !second) return whole;
  const parts = t("You need not play them all: the first {few} hold {share} of them, the first {more} hold {larger}.", {
    few: first.scenes,
    share: percent(first.share),
    more: second.scenes,
    larger: percent(second.share),
  });
  return `${whole} ${parts}`;
}
