// The quiz: one item in view on a phone, all of them on a wide screen.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Item, type ItemView } from "./item";
import type { Port } from "./port";
import { usePort, useWide } from "./hooks";
import { percent, t } from "./words";

type QuizView = {
  title: string;
  number: number;
  pass_mark: number;
  items: ItemView[];
  score: number | null;
  passed: boolean;
};

export function Quiz({ port }: { port: Port }) {
  const view = usePort(port) as unknown as QuizView;
  const isWide = useWide();
  const firstOpen = view.items.findIndex((item) => !item.outcome);
  const [current, setCurrent] = useState(Math.max(firstOpen, 0));
  const [wantsFocus, setWantsFocus] = useState(false);
  const root = useRef<HTMLElement>(null);
  const answered = view.items.filter((item) => item.outcome).length;
  const last = view.items.length - 1;
  const isDone = view.score !== null;
  const showsSummary = isDone && (isWide || current >= view.items.length);

  const go = (index: number) => {
    setCurrent(index);
    setWantsFocus(true);
  };
  useLayoutEffect(() => {
    // before the next key stroke, which else would go to the place that is left
    if (!wantsFocus) return;
    setWantsFocus(false);
    const target = root.current?.querySelectorAll<HTMLElement>(".item, .summary")[isWide ? current : 0];
    target?.focus();
    target?.scrollIntoView({ block: "start", behavior: "instant" });
  }, [wantsFocus]);

  useEffect(() => {
    // a tablet was turned: stay with the item that the person was at
    if (root.current?.contains(document.activeElement)) {
      document.activeElement!.scrollIntoView({ block: "nearest" });
    }
  }, [isWide]);

  const again = async () => {
    const reply = await port.act({ do: "again", session: view.number });
    if (reply.ok) go(0);
  };

  return (
    <section class="quiz" ref={root} aria-label={t("Quiz: {title}", { title: view.title })}>
      <header class="activity-head">
        <h3>{t("Check yourself")}</h3>
        <p class="count">{t("{done} of {all} answered", { done: answered, all: view.items.length })}</p>
        <progress max={view.items.length} value={answered} aria-label={t("Questions answered")} />
      </header>
      {view.items.map((item, index) =>
        isWide || index === current ? (
          <Item
            key={`${view.number}:${item.id}`}
            item={item}
            number={index + 1}
            of={view.items.length}
            session={view.number}
            port={port}
            look={() => setCurrent(index)}
            isNext={index === current}
            next={() => go(isDone || index < last ? index + 1 : firstOpen)}
          />
        ) : null,
      )}
      {showsSummary && <Summary view={view} again={again} />}
    </section>
  );
}

function Summary({ view, again }: { view: QuizView; again: () => void }) {
  const values = { score: percent(view.score!), mark: percent(view.pass_mark) };
  return (
    <div class={`summary ${view.passed ? "passed" : ""}`} tabIndex={-1}>
      <h4>{view.passed ? t("Passed with {score}", values) : t("{score} this time", values)}</h4>
      <p>
        {view.passed
          ? t("This unit is done. The course map shows it.")
          : t("{mark} passes the unit. Read the reasons above once more, then take it again.", values)}
      </p>
      <p class="act">
        {view.passed && isOurPage() && (
          <button type="button" class="primary" onClick={goOn}>
            {t("Go on")}
          </button>
        )}
        <button type="button" class={view.passed ? "" : "primary"} onClick={again}>
          {t("Take the quiz again")}
        </button>
      </p>
    </div>
  );
}

/** Whether the lesson around the quiz is drawn by us (not by JupyterLab). */
function isOurPage(): boolean {
  return document.querySelector("html.course-page") !== null;
}

/** Turn to the part of the lesson that comes after the quiz. */
function goOn(event: Event): void {
  const quiz = (event.currentTarget as Element).closest(".course-output");
  const part = quiz?.nextElementSibling as HTMLElement | null | undefined;
  part?.setAttribute("tabindex", "-1");
  part?.focus({ preventScroll: true });
  part?.scrollIntoView({ block: "start" });
}
