// The words for what a meeting is made of, the same on every screen.
import type { Grade, Outcome, Part, Phase, Public } from "./meeting_view";
import { t } from "./words";

/** What somebody is in this scene: "You play Mrs Halloran, the customer". */
export function partTitle(part: Part, characters: Public["characters"]): string {
  const titles = {
    customer: t("You play {name}, the customer", { name: characters.customer }),
    employee: t("You play the employee"),
    observer: t("You observe"),
  };
  return titles[part];
}

/** What a part means, in one or two sentences. */
export function partMeaning(part: Part): string {
  const meanings = {
    customer: t("You bring the problem. Stay in your part; this phone tells you when to make it harder or easier."),
    employee: t("You help this customer as you would on a good day. Nobody expects it to be perfect."),
    observer: t("You watch, and tap what you see. While the scene runs, you say nothing."),
  };
  return meanings[part];
}

export function partWord(part: Part): string {
  return { customer: t("customer"), employee: t("employee"), observer: t("observer") }[part];
}

export function phaseWord(phase: Phase): string {
  const words = {
    gather: t("Everybody comes in"),
    brief: t("Reading the briefs"),
    calibrate: t("Rating alike"),
    play: t("The scene"),
    score: t("Scoring"),
    debrief: t("Talking about it"),
    "follow-up": t("What comes next"),
    ended: t("The end"),
  };
  return words[phase];
}

export function outcomeWord(outcome: Outcome): string {
  return { seen: t("Seen"), "not seen": t("Not seen"), "no chance": t("No chance") }[outcome];
}

/** Grades in words that nobody minds to hear. */
export function gradeWord(grade: Grade): string {
  const words = {
    fail: t("Not yet"),
    borderline: t("Nearly"),
    pass: t("Met it"),
    good: t("Good"),
    "role model": t("A role model"),
  };
  return words[grade];
}
