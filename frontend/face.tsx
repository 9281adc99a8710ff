// The customer's mood: always in words, with a small drawn face beside them.
import { t } from "./words";

type Expression = { mouth: string; brows: string };

const EXPRESSIONS = {
  bright: { mouth: "M11 20q5 6 10 0", brows: "M9 10q3-2 5 0M18 10q3-2 5 0" },
  soft: { mouth: "M12 21q4 2.5 8 0", brows: "M9 11h5M18 11h5" },
  flat: { mouth: "M11 22h10", brows: "M9 11h5M18 11h5" },
  low: { mouth: "M11 23q5-4 10 0", brows: "M9 12l5-2M23 12l-5-2" },
  sharp: { mouth: "M11 23q5-4 10 0", brows: "M9 9l5 3M23 9l-5 3" },
} satisfies Record<string, Expression>;

const MOODS: Record<string, keyof typeof EXPRESSIONS> = {
  calm: "soft",
  hopeful: "soft",
  pleased: "bright",
  grateful: "bright",
  worried: "low",
  impatient: "flat",
  irritated: "sharp",
  angry: "sharp",
  hurt: "low",
  resigned: "flat",
};

export function moodWords(mood: string): string {
  const words: Record<string, string> = {
    calm: t("calm"),
    hopeful: t("hopeful"),
    pleased: t("pleased"),
    grateful: t("grateful"),
    worried: t("worried"),
    impatient: t("impatient"),
    irritated: t("irritated"),
    angry: t("angry"),
    hurt: t("hurt"),
    resigned: t("has given up"),
  };
  return words[mood] ?? mood;
}

export function Face({ mood }: { mood: string }) {
  const { mouth, brows } = EXPRESSIONS[MOODS[mood] ?? "flat"];
  return (
    <svg class="face" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="14" />
      <circle class="eye" cx="11.5" cy="15" r="1.6" />
      <circle class="eye" cx="20.5" cy="15" r="1.6" />
      <path d={brows} />
      <path d={mouth} />
    </svg>
  );
}
