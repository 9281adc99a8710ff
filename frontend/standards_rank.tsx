// Putting in order: the manager here, staff on phones, customers at the kiosk; then what all said.
import { useState } from "preact/hooks";
import { MovableList } from "./movable";
import type { Doing } from "./scene_sheet_parts";
import { Onward, PhoneDoor } from "./standards_parts";
import type { Difference, Opinion, RankView, StageProps } from "./standards_view";
import { alikeWords, groupWord } from "./standards_words";
import { t } from "./words";

export function RankStandards({ view, act }: StageProps<RankView>) {
  const loose = view.suggestions.filter((each) => !each.in && !each.away).length;
  return (
    <>
      <p class="lead">{t("What would customers miss most if it were not there? Put that first. The others’ orders are shown once yours is in.")}</p>
      <OrderForm
        name="manager-order"
        order={view.order}
        names={namesOf(view)}
        isGiven={view.is_ordered}
        act={act}
      />
      <PhoneDoor view={view}>
        <p class="count">
          {view.kiosk
            ? t("Staff: {staff} orders. Customers at the kiosk: {customers}.", view.given)
            : t("Staff: {staff} orders.", view.given)}
        </p>
      </PhoneDoor>
      {view.is_ordered && <WhatAllSaid view={view} />}
      {loose > 0 && (
        <p class="count">
          {loose === 1 ? t("1 suggestion is in no standard.") : t("{n} suggestions are in no standard.", { n: loose })}{" "}
          {t("You can go back and merge: orders that were given stay.")}
        </p>
      )}
      <Onward
        view={view}
        act={act}
        to="weigh"
        back="merge"
        label={t("See how much each counts")}
        problem={view.is_ordered ? "" : t("Give your own order first.")}
      />
    </>
  );
}

export function namesOf(view: { standards: { id: string; name: string }[] }): Record<string, string> {
  return Object.fromEntries(view.standards.map(({ id, name }) => [id, name]));
}

type OrderProps = { name: string; order: string[]; names: Record<string, string>; isGiven: boolean; act: Doing };

/** An order to give, and to change as long as it is asked for. */
export function OrderForm({ name, order, names, isGiven, act }: OrderProps) {
  const [own, setOwn] = useState<string[] | null>(null); // moved here and not given yet
  const isFit = own !== null && own.length === order.length && own.every((id) => order.includes(id));
  const shown = isFit ? own : order;
  const give = async () => {
    if (await act({ do: "rank", order: shown })) setOwn(null);
  };
  const hasMoved = isFit && own.join() !== order.join();
  return (
    <div class="order-form">
      <MovableList
        name={name}
        rows={shown.map((id) => ({ id, text: names[id] ?? id }))}
        reorder={setOwn}
      />
      <p class="act">
        <button type="button" class={!isGiven || hasMoved ? "primary" : ""} onClick={() => void give()}>
          {isGiven ? t("Change my order to this") : t("This is my order")}
        </button>
        <span class="count" role="status">
          {isGiven && !hasMoved ? t("Your order is in.") : ""}
        </span>
      </p>
    </div>
  );
}

function WhatAllSaid({ view }: { view: RankView }) {
  const names = namesOf(view);
  const first = view.opinions[0]!;
  const rows = [...view.order].sort((a, b) => sumOf(view.opinions, a) - sumOf(view.opinions, b));
  return (
    <section aria-labelledby="what-all-said">
      <h3 id="what-all-said">{t("What all said")}</h3>
      <ul class="alike">
        {view.opinions.map(({ group, count, agreement }) => (
          <li key={group}>
            <strong>
              {groupWord(group)} ({count}):
            </strong>{" "}
            {alikeWords(count, agreement)}
            {agreement !== null && <span class="count"> {t("(Kendall’s W: {value} of 1)", { value: agreement })}</span>}
          </li>
        ))}
      </ul>
      {view.opinions.length > 1 && <Differences differences={view.differences} names={names} />}
      <div class="scroll" tabIndex={0} role="group" aria-label={t("Average places")}>
        <table class="places">
          <caption>{t("Average place of each standard; 1 is the first.")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("Standard")}</th>
              {view.opinions.map(({ group }) => (
                <th key={group} scope="col" class={`is-${group}`}>
                  {groupWord(group)}
                </th>
              ))}
              <th class="strip-head" aria-hidden="true">
                <span>1</span>
                <span>{Object.keys(first.ranks).length}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((id) => (
              <tr key={id}>
                <th scope="row">{names[id]}</th>
                {view.opinions.map(({ group, ranks }) => (
                  <td key={group}>{ranks[id]}</td>
                ))}
                <td class="strip" aria-hidden="true">
                  <Strip opinions={view.opinions} id={id} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Where each group puts a standard, as marks on a line; the numbers stand beside it. */
function Strip({ opinions, id }: { opinions: Opinion[]; id: string }) {
  const last = Object.keys(opinions[0]!.ranks).length;
  const x = (rank: number) => 6 + (108 * (rank - 1)) / Math.max(last - 1, 1);
  return (
    <svg viewBox="0 0 120 24" focusable="false">
      <path class="line" d="M6 12h108" />
      {opinions.map(({ group, ranks }) => (
        <Mark key={group} group={group} x={x(ranks[id]!)} />
      ))}
    </svg>
  );
}

/** Each group has a shape of its own, not only a colour. */
function Mark({ group, x }: { group: Opinion["group"]; x: number }) {
  if (group === "managers") return <rect class="is-managers" x={x - 5} y={7} width={10} height={10} />;
  if (group === "staff") return <path class="is-staff" d={`M${x} 5l6.5 7-6.5 7-6.5-7z`} />;
  return <circle class="is-customers" cx={x} cy={12} r={5.5} />;
}

type DifferencesProps = { differences: Difference[]; names: Record<string, string> };

function Differences({ differences, names }: DifferencesProps) {
  if (differences.length === 0) return <p>{t("The groups see it much alike.")}</p>;
  return (
    <>
      <p>{t("Talk about this before you go on:")}</p>
      <ul class="differences">
        {differences.slice(0, 3).map(({ standard, before, behind, places }) => (
          <li key={standard}>
            {t("{before} put “{name}” {n} places higher than {behind}.", {
              before: groupWord(before),
              behind: groupWord(behind).toLowerCase(),
              name: names[standard] ?? "",
              n: places,
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

function sumOf(opinions: Opinion[], id: string): number {
  return opinions.reduce((sum, { ranks }) => sum + (ranks[id] ?? 0), 0);
}
