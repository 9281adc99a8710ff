// Steps to put in order.
import { type AnswerProps, orderOf } from "./item";
import { MovableList } from "./movable";
import { t } from "./words";

export function Ordering({ item, response, choose, name }: AnswerProps) {
  const texts = new Map(item.options.map(({ token, text }) => [token, text]));
  const rows = orderOf(item, response).map((token) => {
    const outcome = item.outcome?.options[token];
    return {
      id: token,
      text: texts.get(token)!,
      look: outcome && (outcome.right ? "right" : "wrong"),
      mark: outcome && (
        <span class="mark">
          {outcome.right ? t("✓ right place") : t("✗ belongs at {place}", { place: outcome.place! })}
        </span>
      ),
    };
  });
  return <MovableList name={name} rows={rows} isFixed={item.outcome !== null} reorder={choose} />;
}
