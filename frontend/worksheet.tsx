// The worksheet: write in small steps, rate what you wrote, print it.
import { useEffect, useRef, useState } from "preact/hooks";
import { dateWords } from "./dates";
import { usePort } from "./hooks";
import { errorOf, type Port } from "./port";
import { Rating, type RubricView } from "./rating";
import { Saved } from "./saved";
import { lengthOf, useTexts, type Texts } from "./texts";
import { t } from "./words";

type PromptView = {
  id: string;
  ask: string;
  hint: string | null;
  example: string | null;
  lines: number;
  optional: boolean;
  text: string;
};
type WorksheetView = {
  slug: string;
  title: string;
  intro: string;
  minutes: number;
  person: string;
  longest: number;
  stage: "writing" | "rating" | "finished";
  prompts: PromptView[];
  rubric: RubricView | null;
};

const NEAR = 200; // characters before the limit at which they are counted

export function Worksheet({ port }: { port: Port }) {
  const view = usePort(port) as unknown as WorksheetView;
  const stored = Object.fromEntries(view.prompts.map(({ id, text }) => [id, text]));
  const texts = useTexts(port, stored, view.longest);
  const written = view.prompts.filter(({ id }) => isWritten(texts.text(id))).length;
  const head = useRef<HTMLElement>(null);
  const isMoving = useRef(false);
  const [error, setError] = useState("");

  useEffect(() => {
    if (!isMoving.current) return; // another page went on; here somebody may be reading
    isMoving.current = false;
    const target = head.current?.querySelector<HTMLElement>("[data-begin]") ?? head.current;
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "start" });
  }, [view.stage]);

  const step = async (name: "done" | "finish" | "reopen") => {
    texts.save();
    setError("");
    isMoving.current = true;
    const reply = await port.act({ do: name });
    if (!reply.ok) {
      isMoving.current = false;
      setError(errorOf(reply));
    }
  };

  return (
    <section class="worksheet" ref={head} tabIndex={-1} aria-label={t("Worksheet: {title}", { title: view.title })}>
      <header class="activity-head">
        <h3>{view.title}</h3>
        <p class="count">
          <span role="status">{t("{done} of {all} written", { done: written, all: view.prompts.length })}</span>
        </p>
        <progress max={view.prompts.length} value={written} aria-label={t("Questions written")} />
        <p class="signature">
          <span>{t("Name: {name}", { name: view.person })}</span>
          <span>{t("Date: {date}", { date: today() })}</span>
        </p>
      </header>
      {view.stage === "writing" && <Writing view={view} texts={texts} done={() => step("done")} error={error} />}
      {view.stage === "rating" && view.rubric && (
        <>
          <Answers view={view} texts={texts} />
          <Rating
            port={port}
            rubric={view.rubric}
            name={`rate-${view.slug}`}
            finish={() => step("finish")}
            reopen={() => step("reopen")}
            error={error}
          />
        </>
      )}
      {view.stage === "finished" && (
        <>
          <Finished view={view} reopen={() => step("reopen")} error={error} />
          <Answers view={view} texts={texts} />
        </>
      )}
    </section>
  );
}

type WritingProps = { view: WorksheetView; texts: Texts; done: () => void; error: string };

function Writing({ view, texts, done, error }: WritingProps) {
  const [hasTried, setTried] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const open = view.prompts.filter(({ id, optional }) => !optional && !isWritten(texts.text(id)));
  const long = view.prompts.filter(({ id }) => lengthOf(texts.text(id)) > view.longest);
  const finish = () => {
    const first = [...long, ...open][0];
    if (!first) return done();
    setTried(true);
    place.current?.querySelector<HTMLElement>(`#${domId(view, first)}`)?.focus();
  };
  return (
    <div ref={place}>
      <p class="intro">{view.intro}</p>
      <p class="count">{t("About {minutes} minutes. Stop when you like: all you type is kept.", { minutes: view.minutes })}</p>
      {view.prompts.map((prompt, index) => (
        <Prompt
          key={prompt.id}
          id={domId(view, prompt)}
          prompt={prompt}
          number={index + 1}
          texts={texts}
          longest={view.longest}
          isMissing={hasTried && open.includes(prompt)}
        />
      ))}
      {hasTried && open.length > 0 && (
        <p class="error" role="alert">
          {open.length === 1 ? t("One question is still open.") : t("{count} questions are still open.", { count: open.length })}
        </p>
      )}
      <Failure text={error} />
      <p class="act">
        <button type="button" class="primary" onClick={finish}>
          {t("I am done")}
        </button>
      </p>
    </div>
  );
}

type PromptProps = {
  id: string;
  prompt: PromptView;
  number: number;
  texts: Texts;
  longest: number;
  isMissing: boolean;
};

function Prompt({ id, prompt, number, texts, longest, isMissing }: PromptProps) {
  const text = texts.text(prompt.id);
  const left = longest - lengthOf(text);
  const state = texts.state(prompt.id);
  const problem =
    left < 0
      ? t("{count} characters too many. Shorten it, then it is saved.", { count: -left })
      : isMissing
        ? t("Write a few words here first.")
        : "";
  return (
    <div class={`prompt ${problem ? "open" : ""}`}>
      <label for={id}>
        {number}. {prompt.ask} {prompt.optional && <span class="count">{t("(if you like)")}</span>}
      </label>
      {prompt.hint && (
        <p class="hint" id={`${id}-hint`}>
          {prompt.hint}
        </p>
      )}
      {prompt.example && (
        <details>
          <summary>
            {t("An example")}
            <span class="unseen"> {t("for question {number}", { number })}</span>
          </summary>
          <p class="example">{prompt.example}</p>
        </details>
      )}
      <div class="grow">
        <textarea
          id={id}
          rows={prompt.lines}
          value={text}
          spellcheck
          aria-describedby={`${prompt.hint ? `${id}-hint` : ""} ${id}-state`.trim()}
          aria-invalid={problem !== ""}
          onInput={(event) => texts.type(prompt.id, event.currentTarget.value)}
          onBlur={texts.save}
        />
        <div class="copy" aria-hidden="true">
          {text}
          {"\n"}
        </div>
      </div>
      <div class="under" id={`${id}-state`}>
        {problem ? <p class="error">{problem}</p> : <Saved state={state} trouble={texts.error(prompt.id)} />}
        {left >= 0 && left <= NEAR && <p class="count">{t("{count} characters left", { count: left })}</p>}
      </div>
    </div>
  );
}

function Answers({ view, texts }: { view: WorksheetView; texts: Texts }) {
  const written = view.prompts.filter(({ id, optional }) => !optional || isWritten(texts.text(id)));
  return (
    <dl class="written">
      {written.map(({ id, ask }) => (
        <div key={id}>
          <dt>{ask}</dt>
          <dd>{texts.text(id)}</dd>
        </div>
      ))}
    </dl>
  );
}

type FinishedProps = { view: WorksheetView; reopen: () => void; error: string };

function Finished({ view, reopen, error }: FinishedProps) {
  return (
    <div class="finished" data-begin tabIndex={-1}>
      <h4>{t("This worksheet is finished")}</h4>
      <p>{t("It is yours: print it, show it to somebody, and put it to use.")}</p>
      {view.rubric && <Outlook rubric={view.rubric} />}
      <Failure text={error} />
      <p class="act">
        <button type="button" class="primary" onClick={print}>
          {t("Print")}
        </button>
        <button type="button" onClick={reopen}>
          {t("Change something")}
        </button>
      </p>
    </div>
  );
}

/** What the self-rating says, in a sentence. */
function Outlook({ rubric }: { rubric: RubricView }) {
  const all = rubric.criteria.length;
  if (rubric.criteria.some(({ level }) => level === null)) return null; // rated by other words
  const values = { strong: all - rubric.again.length, all, names: rubric.again.join(" · ") };
  return (
    <p>
      {rubric.again.length === 0
        ? t("You gave every line a 4 or better.")
        : t("You gave {strong} of {all} lines a 4 or better. Look again at: {names}", values)}
    </p>
  );
}

export function Failure({ text }: { text: string }) {
  if (!text) return null;
  return (
    <p class="error" role="alert">
      {text}
    </p>
  );
}

/** Print this worksheet and nothing else of the page (see worksheet.css). */
function print(event: Event): void {
  const sheet = (event.currentTarget as Element).closest(".worksheet")!;
  sheet.classList.add("to-print");
  addEventListener("afterprint", () => sheet.classList.remove("to-print"), { once: true });
  window.print();
}

function isWritten(text: string): boolean {
  return text.trim() !== "";
}

function domId(view: WorksheetView, prompt: PromptView): string {
  return `write-${view.slug}-${prompt.id}`;
}

function today(): string {
  return dateWords(new Date(), { dateStyle: "long" });
}
