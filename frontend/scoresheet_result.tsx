// Who can be the role models: the statement, who covers what, other groups, and the ranking.
import type { Place, SheetResult, SheetView } from "./scoresheet_view";
import { t } from "./words";

type Props = {
  view: SheetView;
  result: SheetResult;
  place: { current: HTMLDivElement | null };
};

export function Result({ view, result, place }: Props) {
  const [chosen, ...others] = result.groups;
  const names = new Map(view.people.map(({ id, name }) => [id, name]));
  const called = (people: string[]) => people.map((id) => names.get(id)).join(" + ");
  const hasOthers = result.step !== "gap" && others.length > 0;
  return (
    <div class={`sheet-result ${result.step}`} ref={place} tabIndex={-1} role="group" aria-label={t("Result")}>
      <h5 class="statement">{result.statement}</h5>
      <ul class="reasons">
        {result.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <h5>{t("Who meets what")}</h5>
      <CoverTable view={view} result={result} chosen={chosen?.people ?? []} />
      {hasOthers && (
        <>
          <h5>{t("It can be done this way too")}</h5>
          <ol class="others">
            {others.map(({ people, sentence }) => (
              <li key={people.join()}>
                <strong>{called(people)}</strong> {sentence}
              </li>
            ))}
          </ol>
          {result.more > 0 && <p>{t("And {more} more.", { more: result.more })}</p>}
        </>
      )}
      <h5>{t("Everybody, by value")}</h5>
      <p>
        {t("The value is each rating times what its standard counts, added up. A 5 on everything would be 5.00. It says which behaviour to look at first, not who is the better person.")}
      </p>
      <ol class="places">
        {result.places.map((each) => (
          <PlaceRow key={each.person} view={view} place={each} name={names.get(each.person)!} />
        ))}
      </ol>
      <p class="count">{t("Change a rating or the order above, and all of this changes with it.")}</p>
    </div>
  );
}

function CoverTable({ view, result, chosen }: { view: SheetView; result: SheetResult; chosen: string[] }) {
  const { threshold } = view;
  const isChosen = (id: string) => chosen.includes(id);
  const parts = [
    view.people.filter(({ id }) => isChosen(id)),
    view.people.filter(({ id }) => !isChosen(id)),
  ].filter((people) => people.length > 0);
  const count = (standard: string) => view.people.filter(({ id }) => result.met[id]!.includes(standard)).length;
  return (
    <>
      <table class="cover">
        <caption>
          {chosen.length > 0
            ? t("✓ means a rating of {threshold} or more. The frame holds those who were chosen.", { threshold })
            : t("✓ means a rating of {threshold} or more.", { threshold })}
        </caption>
        <thead>
          <tr>
            <td />
            {view.standards.map(({ id, name }, index) => (
              <th key={id} scope="col">
                <span class="number" aria-hidden="true">
                  {index + 1}
                </span>
                <span class="standard">{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        {parts.map((people) => (
          <tbody key={people[0]!.id} class={isChosen(people[0]!.id) ? "chosen" : ""}>
            {people.map(({ id, name }) => (
              <tr key={id}>
                <th scope="row">
                  {name}
                  {isChosen(id) && <span class="unseen"> {t("(chosen)")}</span>}
                </th>
                {view.standards.map((standard) => {
                  const isMet = result.met[id]!.includes(standard.id);
                  return (
                    <td key={standard.id}>
                      <span class={isMet ? "met" : "not-met"} aria-hidden="true">
                        {isMet ? "✓" : "·"}
                      </span>
                      <span class="unseen">{isMet ? t("meets it") : t("not met")}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        ))}
        <tfoot>
          <tr>
            <th scope="row">{t("How many")}</th>
            {view.standards.map(({ id }) => (
              <td key={id}>{count(id)}</td>
            ))}
          </tr>
        </tfoot>
      </table>
      <ol class="legend" aria-hidden="true">
        {view.standards.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ol>
    </>
  );
}

function PlaceRow({ view, place, name }: { view: SheetView; place: Place; name: string }) {
  const ratings = view.people.find(({ id }) => id === place.person)!.ratings;
  return (
    <li value={place.place}>
      <p class="line">
        <strong>{name}</strong> <span class="value">{t("{value} of 5", { value: place.value })}</span>
      </p>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="6" class="rail" />
        <rect width={place.share * 100} height="6" class="bar" />
      </svg>
      <p>{place.sentence}</p>
      <details>
        <summary>{t("How {value} comes about", { value: place.value })}</summary>
        <table class="sum">
          <thead>
            <tr>
              <th scope="col">{t("Standard")}</th>
              <th scope="col">{t("Of 100")}</th>
              <th scope="col">{t("Rating")}</th>
              <th scope="col">{t("Gives")}</th>
            </tr>
          </thead>
          <tbody>
            {view.standards.map(({ id, name: standard, points }) => {
              const level = ratings[id]!.level;
              return (
                <tr key={id}>
                  <th scope="row">{standard}</th>
                  <td>{points}</td>
                  <td>{level === null ? "–" : `× ${level}`}</td>
                  <td>{(((level ?? 0) * points) / 100).toFixed(2)}</td>
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {t("Together")}
              </th>
              <td>{place.value}</td>
            </tr>
          </tfoot>
        </table>
      </details>
    </li>
  );
}
