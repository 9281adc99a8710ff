// The desk of trainers: who is where, and how first tries went. Read only.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { dateWords } from "./dates";
import { usePort } from "./hooks";
import { Pick, type Pair } from "./pick";
import type { Port } from "./port";
import { percent, t } from "./words";

type State = "not-begun" | "begun" | "done";
type Module = { id: string; title: string };
type Member = {
  id: string;
  name: string;
  last_seen: string | null; // YYYY-MM-DD
  done: number;
  of: number;
  modules: Record<string, { state: State; sentence: string }>;
};
type Result = {
  id: string;
  module: string;
  unit: string;
  question: string;
  answers: number;
  facility: number | null; // null: too few answers to tell
  wrong: string;
  wrong_count: number;
  misconception: string;
};
type Shared = {
  name: string;
  scene: string;
  module: string;
  take: number;
  ending: "met" | "partly" | "missed";
  replies: { words: string | null; reply: string }[];
  watch: { text: string; outcome: "seen" | "missed" | "no chance" }[];
  goal: string;
};
type DeskView = {
  has_files: boolean;
  enough: number;
  modules: Module[];
  people: Member[];
  items: Result[];
  shared: Shared[];
};
type Order = "course" | "hardest" | "easiest";

export function Desk({ port }: { port: Port }) {
  const view = usePort(port) as unknown as DeskView;
  const [module, setModule] = useState("");
  const modules = view.modules.filter(({ id }) => !module || id === module);
  const items = view.items.filter((item) => !module || item.module === module);
  const shared = view.shared.filter((take) => !module || take.module === module);
  return (
    <section class="desk" aria-label={t("The desk")}>
      <Pick
        label={t("Module")}
        value={module}
        choose={setModule}
        options={[["", t("All modules")], ...view.modules.map(({ id, title }): Pair => [id, title])]}
      />
      <People people={view.people} modules={modules} hasFiles={view.has_files} />
      <FirstTries items={items} enough={view.enough} hasFiles={view.has_files} />
      <SharedTakes takes={shared} />
    </section>
  );
}

type PeopleProps = { people: Member[]; modules: Module[]; hasFiles: boolean };

function People({ people, modules, hasFiles }: PeopleProps) {
  if (people.length === 0) {
    return (
      <div class="empty">
        <h2>{t("Who is where")}</h2>
        <p>{t("Nobody is here yet. People make a profile on the first page, or a manager adds them.")}</p>
      </div>
    );
  }
  const finished = people.filter(({ done, of }) => done === of).length;
  return (
    <Table
      title={t("Who is where")}
      says={t("People: {all}. Done with all that is here: {finished}.", { all: people.length, finished })}
      file={hasFiles ? "progress" : undefined}
      heads={[t("Person"), t("Last here"), t("Modules done"), ...modules.map(({ title }) => title)]}
    >
      {people.map((member) => (
        <tr role="row" key={member.id}>
          <th role="rowheader" scope="row">
            {member.name}
          </th>
          <Cell label={t("Last here")} kind="short">{member.last_seen ? <Day iso={member.last_seen} /> : t("never")}</Cell>
          <Cell label={t("Modules done")} kind="short">{t("{done} of {of}", { done: member.done, of: member.of })}</Cell>
          {modules.map(({ id, title }) => (
            <Progress key={id} title={title} {...member.modules[id]!} />
          ))}
        </tr>
      ))}
    </Table>
  );
}

function Progress({ title, state, sentence }: { title: string; state: State; sentence: string }) {
  const words = { "not-begun": t("Not begun"), begun: t("In progress"), done: t("Done") };
  return (
    <Cell label={title} kind={state}>
      <span class="sign">
        <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" focusable="false">
          <circle cx="10" cy="10" r="8" />
          {state === "begun" && <path d="M10 6v4l3 2" />}
          {state === "done" && <path d="M6 10.5l3 3 5-6" />}
        </svg>
        {words[state]}
      </span>
      {state === "begun" && <span class="why">{sentence}</span>}
    </Cell>
  );
}

type TriesProps = { items: Result[]; enough: number; hasFiles: boolean };

function FirstTries({ items, enough, hasFiles }: TriesProps) {
  const [order, setOrder] = useState<Order>("course");
  const told = items.filter(({ facility }) => facility !== null).length;
  return (
    <Table
      title={t("How first tries went")}
      says={t(
        "Questions: {all}. With at least {enough} answers, so that we can tell: {told}. When a question was reworded, only answers to the new words count.",
        { all: items.length, enough, told },
      )}
      file={hasFiles ? "first-attempts" : undefined}
      tool={
        <Pick
          label={t("Order")}
          value={order}
          choose={(value) => setOrder(value as Order)}
          options={[
            ["course", t("As in the course")],
            ["hardest", t("Hardest first")],
            ["easiest", t("Easiest first")],
          ]}
        />
      }
      heads={[t("Question"), t("Answers"), t("Right at first"), t("Wrong answer chosen most")]}
    >
      {sorted(items, order).map((item) => (
        <tr role="row" key={item.id}>
          <th role="rowheader" scope="row">
            <span class="why">{item.unit}</span>
            <span class="question">{item.question}</span>
          </th>
          <Cell label={t("Answers")} kind="short">{item.answers}</Cell>
          {item.facility === null ? (
            <Cell label={t("Right at first")} kind="few" span={2}>
              {item.answers ? t("Too few to tell") : t("No answers yet")}
            </Cell>
          ) : (
            <>
              <Cell label={t("Right at first")}>
                <Share value={item.facility} />
              </Cell>
              <Cell label={t("Wrong answer chosen most")}>
                <Slip item={item} />
              </Cell>
            </>
          )}
        </tr>
      ))}
    </Table>
  );
}

/** Hardest or easiest first; where answers are too few, nobody knows: these come last. */
function sorted(items: Result[], order: Order): Result[] {
  if (order === "course") return items;
  const sign = order === "hardest" ? 1 : -1;
  const rank = ({ facility }: Result) => (facility === null ? Infinity : sign * facility);
  return [...items].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

function Share({ value }: { value: number }) {
  return (
    <span class="share">
      {percent(value)}
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="track" width="100" height="6" />
        <rect class="fill" width={value * 100} height="6" />
      </svg>
    </span>
  );
}

function Slip({ item }: { item: Result }) {
  if (!item.wrong_count) return <>{t("No wrong answer stands out")}</>;
  return (
    <>
      <span class="slip">{item.wrong || t("Another order")}</span>
      <span class="why">
        {t("chosen by {count} of {answers}", { count: item.wrong_count, answers: item.answers })}
      </span>
      {item.misconception && (
        <span class="why">{t("The belief behind it: {misconception}", { misconception: item.misconception })}</span>
      )}
    </>
  );
}

function SharedTakes({ takes }: { takes: Shared[] }) {
  return (
    <div class="desk-table">
      <h2>{t("Rehearsals shared with you")}</h2>
      {takes.length === 0 && <p>{t("None yet. At the end of a rehearsal people may share that take, and take it back.")}</p>}
      {takes.map((take) => (
        <details key={`${take.name} ${take.scene} ${take.take}`}>
          <summary>
            {t("{name}: {scene}, take {take} – {seen} of {all} seen", {
              name: take.name,
              scene: take.scene,
              take: take.take,
              seen: take.watch.filter(({ outcome }) => outcome === "seen").length,
              all: take.watch.length,
            })}
          </summary>
          <h3>{t("What was said and done")}</h3>
          <ol>
            {take.replies.map(({ words, reply }, index) => (
              <li key={index}>
                {reply}
                {words && <span class="why">{t("In own words first: {words}", { words })}</span>}
              </li>
            ))}
          </ol>
          <h3>{t("What was seen")}</h3>
          <ul>
            {take.watch.map(({ text, outcome }) => (
              <li key={text}>
                {text}: {{ seen: t("✓ seen"), missed: t("✗ missed"), "no chance": t("– no chance to see it") }[outcome]}
              </li>
            ))}
          </ul>
          {take.goal && <p>{t("The goal: next time I will {goal}", { goal: take.goal })}</p>}
        </details>
      ))}
    </div>
  );
}

type TableProps = {
  title: string;
  says: string;
  file?: string;
  tool?: ComponentChildren;
  heads: string[];
  children: ComponentChildren;
};

/** A table that becomes a pile of cards on a phone; the roles stay what they are there. */
function Table({ title, says, file, tool, heads, children }: TableProps) {
  return (
    <div class="desk-table">
      <h2>{title}</h2>
      <div class="tools">
        {tool}
        {file && (
          <a class="save" href={`../desk/${file}.csv`} download>
            {t("Save as CSV")}
            <span class="unseen">: {title}</span>
          </a>
        )}
      </div>
      <div class="scroll" role="region" tabIndex={0} aria-label={title}>
        <table role="table">
          <caption>
            <span class="unseen">{title}. </span>
            {says}
          </caption>
          <thead role="rowgroup">
            <tr role="row">
              {heads.map((head) => (
                <th role="columnheader" scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">{children}</tbody>
        </table>
      </div>
    </div>
  );
}

type CellProps = { label: string; kind?: string; span?: number; children: ComponentChildren };

function Cell({ label, kind = "", span, children }: CellProps) {
  return (
    <td role="cell" class={kind} data-label={label} colSpan={span}>
      {children}
    </td>
  );
}

function Day({ iso }: { iso: string }) {
  const words = dateWords(new Date(`${iso}T12:00`), { day: "numeric", month: "short", year: "numeric" });
  return <time dateTime={iso}>{words}</time>;
}
