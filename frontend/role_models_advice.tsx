// For which looks the phones of a round may be asked, so that more standards become settled.
import { useEffect, useRef } from "preact/hooks";
import { dateWords } from "./dates";
import type { Advice as Advised, Doing } from "./role_models_view";
import { t } from "./words";

export function Advice({ advice, act }: { advice: Advised; act: Doing }) {
  const { words, can_ask: canAsk, given } = advice;
  const asked = useRef<HTMLParagraphElement>(null);
  const hasAsked = useRef(false);
  useEffect(() => {
    if (hasAsked.current) asked.current?.focus();
    hasAsked.current = false;
  }, [given]);
  const ask = async () => {
    hasAsked.current = true;
    if (!(await act({ do: "advise" }))) hasAsked.current = false;
  };
  return (
    <div class="advice">
      <p>{words}</p>
      {canAsk && (
        <button type="button" class="no-print" onClick={() => void ask()}>
          {t("Ask the phones for these looks")}
        </button>
      )}
      {given !== null && (
        <p ref={asked} tabIndex={-1}>
          <strong>{t("Asked on {day}.", { day: dayWords(given) })}</strong>{" "}
          {t("They are among the next looks on the phones now. When some have come in, work it out again: the advice changes by itself.")}
        </p>
      )}
    </div>
  );
}

function dayWords(at: number): string {
  return dateWords(new Date(at * 1000), { day: "numeric", month: "long", year: "numeric" });
}
