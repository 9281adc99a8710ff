// A rating by a rubric: five levels for each criterion, the anchors in view where one chooses.
import { useRef, useState } from "preact/hooks";
import { errorOf, type Port } from "./port";
import { t } from "./words";

export type Criterion = { id: string; name: string; anchors: Record<string, string>; level: number | null };
export type RubricView = { title: string; hash: string; criteria: Criterion[]; again: string[] };
type Props = {
  port: Port;
  rubric: RubricView;
  name: string;
  finish: () => void;
  reopen: () => void;
  error: string;
};

const LEVELS = [1, 2, 3, 4, 5];

export function Rating({ port, rubric, name, finish, reopen, error }: Props) {
  const [chosen, setChosen] = useState<Record<string, number>>({}); // not stored yet
  const [problem, setProblem] = useState("");
  const [hasTried, setTried] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const levelOf = ({ id, level }: Criterion) => chosen[id] ?? level;
  const open = rubric.criteria.filter((criterion) => levelOf(criterion) === null);

  const rate = async (criterion: string, level: number) => {
    setChosen((now) => ({ ...now, [criterion]: level }));
    const reply = await port.act({ do: "rate", criterion, level, rubric: rubric.hash });
    setProblem(reply.ok ? "" : errorOf(reply));
    if (reply.ok) setChosen(({ [criterion]: now, ...rest }) => (now === level ? rest : { ...rest, [criterion]: now! }));
  };
  const end = () => {
    if (open.length === 0) {
      for (const [criterion, level] of Object.entries(chosen)) void rate(criterion, level);
      return finish();
    }
    setTried(true);
    place.current?.querySelector<HTMLElement>(`#${name}-${open[0]!.id}-1`)?.focus();
  };

  return (
    <div class="rating" ref={place}>
      <div data-begin tabIndex={-1}>
        <h4>{rubric.title}</h4>
        <p>{t("Read your own words once more, then choose a level for each line. It is no test.")}</p>
      </div>
      {rubric.criteria.map((criterion) => (
        <Levels
          key={criterion.id}
          criterion={criterion}
          level={levelOf(criterion)}
          name={`${name}-${criterion.id}`}
          isMissing={hasTried && open.includes(criterion)}
          choose={(level) => rate(criterion.id, level)}
        />
      ))}
      {(error || problem) && (
        <p class="error" role="alert">
          {error || problem}
        </p>
      )}
      <p class="act">
        <button type="button" class="primary" onClick={end}>
          {t("Finish")}
        </button>
        <button type="button" onClick={reopen}>
          {t("Change something")}
        </button>
      </p>
    </div>
  );
}

export type LevelsProps = {
  criterion: Criterion;
  level: number | null;
  name: string;
  isMissing: boolean;
  choose: (level: number) => void;
};

export function Levels({ criterion, level, name, isMissing, choose }: LevelsProps) {
  return (
    <fieldset class="levels" aria-describedby={isMissing ? `${name}-missing` : undefined}>
      <legend>{criterion.name}</legend>
      {isMissing && (
        <p class="error" id={`${name}-missing`}>
          {t("Choose a level.")}
        </p>
      )}
      {LEVELS.map((each) => (
        <label key={each} class={`option level ${each === level ? "chosen" : ""}`}>
          <input
            type="radio"
            id={`${name}-${each}`}
            name={name}
            value={each}
            checked={each === level}
            onChange={() => choose(each)}
          />
          <span class="number">{each}</span>
          <span class="text">{criterion.anchors[each] ?? <em>{t("in between")}</em>}</span>
        </label>
      ))}
    </fieldset>
  );
}
