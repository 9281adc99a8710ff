// The words for what work on standards is made of, the same on every page.
import type { Group, Stage, Way } from "./standards_view";
import { t } from "./words";

export const QUESTION = (): string => t("What should customers be able to count on?");

export function stageWord(stage: Stage): string {
  const words = {
    collect: t("Collect"),
    merge: t("Merge"),
    rank: t("Put in order"),
    weigh: t("Weigh"),
    describe: t("Describe"),
    publish: t("Publish"),
  };
  return words[stage];
}

export function stageTitle(stage: Stage): string {
  const words = {
    collect: QUESTION(),
    merge: t("What belongs together?"),
    rank: t("What matters most?"),
    weigh: t("How much does each count?"),
    describe: t("What can you see and hear?"),
    publish: t("Publish your standards"),
  };
  return words[stage];
}

export function groupWord(group: Group): string {
  return { managers: t("Managers"), staff: t("Staff"), customers: t("Customers") }[group];
}

export function wayWord(way: Way): string {
  const words = {
    ranks: t("From the orders"),
    swing: t("From 0 to 100"),
    "best-worst": t("From best and worst"),
    pairs: t("From all pairs"),
  };
  return words[way];
}

export function dimensionWord(dimension: string): string {
  const words: Record<string, string> = {
    tangibles: t("What one sees and touches"),
    reliability: t("Keeping promises"),
    responsiveness: t("Helping without a wait"),
    assurance: t("Knowing the trade"),
    empathy: t("Seeing the person"),
  };
  return words[dimension] ?? dimension;
}

const STRONG = 0.7;
const FAIR = 0.5;
const SLIGHT = 0.3;

/** How alike the orders of a group are (Kendall's W), in plain words. */
export function alikeWords(count: number, agreement: number | null): string {
  if (count < 2) return t("One order, so there is nothing to compare.");
  if (agreement === null) return t("Nobody tells the standards apart.");
  if (agreement >= STRONG) return t("They put them in nearly the same order.");
  if (agreement >= FAIR) return t("They agree on most of it.");
  if (agreement >= SLIGHT) return t("They agree on some of it.");
  return t("Everybody has an order of their own.");
}

/** How much more important something is, from 1 to 9. */
export function timesWords(times: number): string {
  const words: Record<number, string> = {
    1: t("equally important"),
    3: t("3 times: somewhat more important"),
    5: t("5 times: clearly more important"),
    7: t("7 times: much more important"),
    9: t("9 times: far more important"),
  };
  return words[times] ?? t("{n} times as important", { n: times });
}
