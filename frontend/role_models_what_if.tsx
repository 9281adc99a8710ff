// What if the standards counted otherwise, somebody were not there, or more were asked? Never stored.
import { useEffect, useRef, useState } from "preact/hooks";
import { MovableList } from "./movable";
import { Pick, type Pair } from "./pick";
import type { Doing, RoleModelsView, Sheet } from "./role_models_view";
import { t } from "./words";

type Props = { view: RoleModelsView; sheet: Sheet; act: Doing };

export function WhatIf({ view, sheet, act }: Props) {
  const real = sheet.standards.map(({ id, points }): [string, number] => [id, points]);
  const [points, setPoints] = useState(real); // in the order in which they stand here
  const [without, setWithout] = useState<string[]>([]);
  const [threshold, setThreshold] = useState(sheet.threshold);
  const last = useRef<Parameters<Doing>[0] | null>(null);
  const { answer } = view;

  useEffect(() => {
    if (!answer && view.sheet && last.current) void act(last.current); // another kernel: what was asked tells all
  }, [answer === null, view.sheet === null]);

  const reorder = (ids: string[]) => {
    const falling = points.map(([, count]) => count).sort((a, b) => b - a);
    setPoints(ids.map((id, index) => [id, falling[index]!]));
  };
  const count = (id: string, typed: string) =>
    setPoints(points.map(([each, now]) => [each, each === id ? Math.min(100, Math.max(0, Math.round(Number(typed) || 0))) : now]));
  const ask = (event: Event) => {
    event.preventDefault();
    last.current = { do: "ask", points: Object.fromEntries(points), without, threshold };
    void act(last.current);
  };
  const tick = (id: string) => setWithout(without.includes(id) ? without.filter((each) => each !== id) : [...without, id]);
  const nameOf = (standard: string) => sheet.standards.find(({ id }) => id === standard)!.name;
  return (
    <section class="sheet-part what-if no-print">
      <h3>{t("What if …?")}</h3>
      <details>
        <summary>{t("Try other weights, a team without somebody, or another threshold")}</summary>
        <p>{t("Nothing here is stored, and the sheet above stays as it is.")}</p>
        <form onSubmit={ask}>
          <div role="group" aria-label={t("What the standards count")}>
            <MovableList
              name="what-if"
              reorder={reorder}
              rows={points.map(([id, now]) => ({
                id,
                text: nameOf(id),
                extra: (
                  <label class="points">
                    <input
                      type="number"
                      min={0}
                      max={100}
                      inputMode="numeric"
                      value={now}
                      aria-label={t("Points of {standard}", { standard: nameOf(id) })}
                      onChange={(event) => count(id, event.currentTarget.value)}
                    />{" "}
                    <span aria-hidden="true">{t("points")}</span>
                  </label>
                ),
              }))}
            />
          </div>
          <p class="act">
            <button type="button" onClick={() => setPoints(points.map(([id]) => [id, 10]))}>{t("All count the same")}</button>
            <button type="button" onClick={() => setPoints(real)}>{t("As on the sheet")}</button>
          </p>
          <fieldset class="who">
            <legend>{t("Leave out")}</legend>
            {sheet.people.map(({ id, name }) => (
              <label key={id} class="check-line">
                <input type="checkbox" checked={without.includes(id)} onChange={() => tick(id)} />
                {name}
              </label>
            ))}
          </fieldset>
          <Pick
            label={t("A standard is met from level")}
            value={String(threshold)}
            choose={(value) => setThreshold(Number(value))}
            options={view.choices!.threshold.map((each): Pair => [String(each), String(each)])}
          />
          <p class="act">
            <button type="submit">{t("What would change?")}</button>
          </p>
        </form>
        <div class="answer" role="status">
          {answer && (
            <>
              <p class="sentence">{answer.sentence}</p>
              <p>{answer.ranking}</p>
              {answer.groups.length > 1 && (
                <p>
                  {t("Who would do: {groups}.", { groups: answer.groups.map(({ names }) => names).join("; ") })}
                  {answer.more > 0 && ` ${t("And {more} more.", { more: answer.more })}`}
                </p>
              )}
            </>
          )}
        </div>
      </details>
    </section>
  );
}
