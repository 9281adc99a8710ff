// How far the observers can be trusted together: kind words, and agreement with its width.
import { Interval } from "./role_models_grid";
import type { Agreement, Sheet } from "./role_models_view";
import { t } from "./words";

export function Trust({ sheet }: { sheet: Sheet }) {
  const lines = [...sheet.flags, ...sheet.apart];
  return (
    <section class="sheet-part trust">
      <h3>{t("The observers")}</h3>
      {lines.length > 0 ? (
        <>
          <p>{t("Everybody sees with their own eyes. The fair means above already make up for it; this is for your next talk.")}</p>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t("Nobody rates noticeably differently from the others.")}</p>
      )}
      <details>
        <summary>{t("How far they agree on each standard")}</summary>
        <table class="agreement">
          <caption>
            {t("1 means that two who watched together always gave the same level, 0 that they agreed no more than by chance. The line shows how sure that is.")}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t("Standard")}</th>
              <th scope="col" class="picture">
                {t("Agreement")}
                <span class="ends" aria-hidden="true">
                  <span>0</span>
                  <span>1</span>
                </span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sheet.agreement.map((each) => (
              <Row key={each.standard} agreement={each} />
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function Row({ agreement }: { agreement: Agreement }) {
  const { standard, value, low, high, units, words } = agreement;
  return (
    <tr>
      <th scope="row">
        {standard}
        <span class="why">{words}</span>
      </th>
      <td class="picture">
        {value !== null && <Interval low={Math.max(0, low!)} dot={Math.max(0, value)} high={Math.max(0, high!)} from={0} to={1} />}
        <span class="why">
          {value === null
            ? t("moments rated by two: {units}", { units })
            : t("{value}, between {low} and {high}; moments rated by two: {units}", {
                value: value.toFixed(2),
                low: low!.toFixed(2),
                high: high!.toFixed(2),
                units,
              })}
        </span>
      </td>
    </tr>
  );
}
