// Comparing two standards: which matters more, and how many times.
import { useState } from "preact/hooks";
import type { Doing } from "./scene_sheet_parts";
import type { Question, WeighView } from "./standards_view";
import { timesWords } from "./standards_words";
import { t } from "./words";

type Names = Record<string, string>;
type Props = { view: WeighView; names: Names; act: Doing };

/** The most and the least important standard, from which best-worst asks on. */
export function EndsForm({ view, names, act }: Props) {
  const [best, setBest] = useState(view.ends[0] ?? view.standards[0]!.id);
  const [worst, setWorst] = useState(view.ends[1] ?? view.standards.at(-1)!.id);
  const isStored = view.ends[0] === best && view.ends[1] === worst;
  const save = (event: Event) => {
    event.preventDefault();
    void act({ do: "ends", best, worst });
  };
  return (
    <form class="ends" onSubmit={save}>
      <Choice label={t("The most important one")} value={best} choose={setBest} view={view} names={names} />
      <Choice label={t("The least important one")} value={worst} choose={setWorst} view={view} names={names} />
      {!isStored && <button>{t("Ask me about these")}</button>}
    </form>
  );
}

type ChoiceProps = { label: string; value: string; choose: (id: string) => void; view: WeighView; names: Names };

function Choice({ label, value, choose, view, names }: ChoiceProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {view.standards.map(({ id }) => (
          <option key={id} value={id}>
            {names[id]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** All the pairs of a way, each with one list to choose from. */
export function Comparing({ way, view, names, act }: Props & { way: "best-worst" | "pairs" }) {
  const questions = view.questions[way];
  const answered = questions.filter(({ answer }) => answer).length;
  if (questions.length === 0) return null;
  const again = view.ways[way]?.again;
  return (
    <div class="comparing">
      <p class="count" role="status">
        {t("{n} of {all} answered", { n: answered, all: questions.length })}
      </p>
      {questions.map((question) => (
        <Pair
          key={`${question.one} ${question.other}`}
          question={question}
          names={names}
          times={view.times}
          isOneSided={way === "best-worst"}
          isOdd={Boolean(again?.includes(question.one) && again.includes(question.other))}
          answer={(one, other, times) => void act({ do: "compare", way, one, other, times })}
        />
      ))}
    </div>
  );
}

type PairProps = {
  question: Question;
  names: Names;
  times: number[];
  isOneSided: boolean; // whether the first is known to be the more important one
  isOdd: boolean; // whether it fits least to the others
  answer: (one: string, other: string, times: number) => void;
};

function Pair({ question, names, times, isOneSided, isOdd, answer }: PairProps) {
  const { one, other } = question;
  const value = question.answer ? `${question.answer[2] === 1 ? one : question.answer[0]}*${question.answer[2]}` : "";
  const choose = (chosen: string) => {
    const [heavy, count] = chosen.split("*") as [string, string];
    answer(heavy, heavy === one ? other : one, Number(count));
  };
  const more = times.filter((each) => each > 1);
  return (
    <label class={`field pair ${isOdd ? "odd" : ""}`}>
      <span>
        {isOneSided
          ? t("“{one}”, compared with “{other}”", { one: names[one] ?? "", other: names[other] ?? "" })
          : t("“{one}” or “{other}”?", { one: names[one] ?? "", other: names[other] ?? "" })}
      </span>
      <select value={value} onChange={(event) => event.currentTarget.value && choose(event.currentTarget.value)}>
        {value === "" && <option value="">{t("Choose")}</option>}
        <option value={`${one}*1`}>{timesWords(1)}</option>
        <Times heavy={one} name={names[one] ?? ""} more={more} isShort={isOneSided} />
        {!isOneSided && <Times heavy={other} name={names[other] ?? ""} more={more} />}
      </select>
      {isOdd && <span class="count">{t("This one fits least to the others.")}</span>}
    </label>
  );
}

type TimesProps = { heavy: string; name: string; more: number[]; isShort?: boolean };

function Times({ heavy, name, more, isShort = false }: TimesProps) {
  return (
    <optgroup label={name}>
      {more.map((count) => (
        <option key={count} value={`${heavy}*${count}`}>
          {isShort ? timesWords(count) : t("{name}: {words}", { name, words: timesWords(count) })}
        </option>
      ))}
    </optgroup>
  );
}
