// The ranking: a dot with its interval for everybody, and bands of people who may as well be equal.
import { Advice } from "./role_models_advice";
import { Interval } from "./role_models_grid";
import { namesOf, type Advice as Advised, type Doing, type Place, type Sheet } from "./role_models_view";
import { percent, t } from "./words";

type Props = { sheet: Sheet; advice: Advised | null; act: Doing };

export function Ranking({ sheet, advice, act }: Props) {
  const names = namesOf(sheet);
  const from = Math.floor(Math.min(...sheet.places.map(({ least }) => least)));
  const to = Math.max(from + 1, Math.ceil(Math.max(...sheet.places.map(({ most }) => most))));
  const bands = [...new Set(sheet.places.map(({ band }) => band))];
  return (
    <section class="sheet-part ranking">
      <h3>{t("Everybody, by value")}</h3>
      <p>{sheet.ranking}</p>
      <table class="places">
        <caption>
          {t("The value is the fair level on each standard times what it counts. The dot is the best guess; with a chance of 90 % the value is on the line. People in one frame may as well be equal.")}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("Person")}</th>
            <th scope="col" class="picture">
              {t("Value")}
              <span class="ends" aria-hidden="true">
                <span>{from}</span>
                <span>{to}</span>
              </span>
            </th>
            <th scope="col">{t("Places")}</th>
          </tr>
        </thead>
        {bands.map((band) => {
          const places = sheet.places.filter((place) => place.band === band);
          return (
            <tbody key={band} class={places.length > 1 ? "band" : ""}>
              {places.map((place) => (
                <Row key={place.person} place={place} name={names.get(place.person)!} from={from} to={to} />
              ))}
            </tbody>
          );
        })}
      </table>
      {sheet.stability.length > 0 && (
        <>
          <h4>{t("How much depends on the weights")}</h4>
          <ul>
            {sheet.stability.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      <h4>{t("What to look at next")}</h4>
      {sheet.looks.length > 0 ? (
        <>
          <p>{t("No other single observation is as likely to change the answer.")}</p>
          <ol>
            {sheet.looks.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </>
      ) : (
        <p>{t("No single observation is likely to change the answer now.")}</p>
      )}
      {advice && <Advice advice={advice} act={act} />}
    </section>
  );
}

type RowProps = { place: Place; name: string; from: number; to: number };

function Row({ place, name, from, to }: RowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="picture">
        <Interval low={place.least} dot={place.value} high={place.most} from={from} to={to} />
        <span class="why">
          {t("{value} ({least} to {most})", {
            value: place.value.toFixed(2),
            least: place.least.toFixed(2),
            most: place.most.toFixed(2),
          })}
        </span>
      </td>
      <td>
        {place.places}
        {place.first >= 0.01 && <span class="why">{t("first: {chance}", { chance: percent(place.first) })}</span>}
      </td>
    </tr>
  );
}
