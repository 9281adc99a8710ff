// Weighing: the points that come of the orders, and second opinions beside them.
import type { Doing } from "./scene_sheet_parts";
import { Comparing, EndsForm } from "./standards_compare";
import { Onward, PointsBar } from "./standards_parts";
import { namesOf } from "./standards_rank";
import { SwingForm } from "./standards_swing";
import type { Points, StageProps, Way, Weighed, WeighView } from "./standards_view";
import { groupWord, wayWord } from "./standards_words";
import { t } from "./words";

const WAYS: Way[] = ["ranks", "swing", "best-worst", "pairs"];

export function WeighStandards({ view, act }: StageProps<WeighView>) {
  const names = namesOf(view);
  const chosen = view.ways[view.way]!;
  const others = WAYS.filter((way) => view.ways[way] && way !== "ranks");
  return (
    <>
      <p class="lead">{whoCounts(view)}</p>
      <PointsList points={chosen.points} names={names} />
      {others.length > 0 && <SideBySide view={view} names={names} act={act} others={others} />}
      <section class="second-opinions">
        <h3>{t("A second opinion")}</h3>
        <p>{t("You need none. But when a lot depends on the points, ask in another way and see whether the order stays.")}</p>
        <details>
          <summary>{t("From 0 to 100: how much is each step worth? (swing weights)")}</summary>
          <SwingForm view={view} names={names} act={act} />
        </details>
        <details>
          <summary>{t("Best and worst: {n} comparisons with the first and the last", { n: 2 * view.standards.length - 3 })}</summary>
          <EndsForm view={view} names={names} act={act} />
          <Comparing way="best-worst" view={view} names={names} act={act} />
        </details>
        {view.questions.pairs.length > 0 ? (
          <details>
            <summary>{t("All pairs: {n} comparisons, each with each", { n: view.questions.pairs.length })}</summary>
            <Comparing way="pairs" view={view} names={names} act={act} />
          </details>
        ) : (
          <p class="count">{t("All pairs can be compared with up to {n} standards.", { n: view.most_paired })}</p>
        )}
      </section>
      <Onward view={view} act={act} to="describe" back="rank" label={t("Describe them")} />
    </>
  );
}

/** Whose orders the points come from; a group that gave none does not count. */
function whoCounts({ groups, share }: WeighView): string {
  const values = { groups: groups.map((each) => groupWord(each).toLowerCase()).join(", "), share };
  const hasCustomers = groups.includes("customers");
  if (hasCustomers && groups.length > 1) return t("The 100 points come from the orders that were given ({groups}). Customers count for {share} of 100.", values);
  if (hasCustomers) return t("The 100 points come from the orders of customers alone.");
  return t("The 100 points come from the orders that were given ({groups}). Customers gave none, so they do not count.", values);
}

type ListProps = { points: Points; names: Record<string, string> };

export function PointsList({ points, names }: ListProps) {
  const most = Math.max(...Object.values(points));
  return (
    <ol class="points-list">
      {sorted(points).map((id) => (
        <li key={id}>
          <PointsBar name={names[id] ?? id} points={points[id]!} most={most} />
        </li>
      ))}
    </ol>
  );
}

type SideProps = { view: WeighView; names: Record<string, string>; act: Doing; others: Way[] };

function SideBySide({ view, names, act, others }: SideProps) {
  const ways: Way[] = ["ranks", ...others];
  const first = view.ways.ranks!;
  return (
    <section aria-labelledby="side-by-side">
      <h3 id="side-by-side">{t("Side by side")}</h3>
      {others.map((way) => (
        <p key={way}>
          <strong>{wayWord(way)}:</strong> {verdict(first, view.ways[way]!, names)}
          {view.ways[way]!.again && <> {lookAgain(view.ways[way]!, names)}</>}
        </p>
      ))}
      <div class="scroll" tabIndex={0} role="group" aria-label={t("Points in each way")}>
        <table>
          <caption>{t("Points of 100, and the difference to those from the orders.")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("Standard")}</th>
              {ways.map((way) => (
                <th key={way} scope="col">
                  {wayWord(way)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted(first.points).map((id) => (
              <tr key={id}>
                <th scope="row">{names[id]}</th>
                {ways.map((way) => (
                  <td key={way}>
                    {view.ways[way]!.points[id]}
                    {way !== "ranks" && <span class="count"> ({signed(view.ways[way]!.points[id]! - first.points[id]!)})</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <fieldset class="which">
        <legend>{t("Which points count?")}</legend>
        {ways.map((way) => (
          <label key={way} class="tick-box">
            <input type="radio" name="way" checked={view.way === way} onChange={() => void act({ do: "way", way })} />
            <span>{wayWord(way)}</span>
          </label>
        ))}
      </fieldset>
    </section>
  );
}

/** Whether another way matters, in one sentence. */
function verdict(first: Weighed, other: Weighed, names: Record<string, string>): string {
  const ids = Object.keys(first.points);
  const apart = (id: string) => Math.abs(other.points[id]! - first.points[id]!);
  const most = ids.reduce((far, id) => (apart(id) > apart(far) ? id : far), ids[0]!);
  const values = { n: apart(most), name: names[most] ?? "" };
  if (other.same) return t("The order stays the same, so it does not matter much. The largest difference is {n} points, at “{name}”.", values);
  const [top, was] = [sorted(other.points)[0]!, sorted(first.points)[0]!];
  if (top === was) return t("The order changes, but not the first place. The largest difference is {n} points, at “{name}”.", values);
  return t("It matters: now “{top}” comes first. The largest difference is {n} points, at “{name}”.", { ...values, top: names[top] ?? "" });
}

function lookAgain({ again, ratio }: Weighed, names: Record<string, string>): string {
  const [one, other, times] = again!;
  return t("Some comparisons contradict each other (consistency ratio {ratio}; up to 0.1 is fine). Look again at “{one}” and “{other}”: {n} times would fit the rest.", {
    ratio: ratio ?? "",
    one: names[one] ?? "",
    other: names[other] ?? "",
    n: times,
  });
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : points < 0 ? `−${-points}` : "±0";
}

function sorted(points: Points): string[] {
  return Object.keys(points).sort((a, b) => points[b]! - points[a]!);
}
