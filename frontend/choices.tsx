// Options to choose: radio buttons or check boxes as full-width cards. Keys 1 to 9 choose.
import type { AnswerProps, ItemView, OptionOutcome } from "./item";
import { t } from "./words";

export function Choices({ item, response, choose, name }: AnswerProps) {
  const isSingle = item.type === "single";
  const toggle = (token: string) => {
    if (item.outcome) return;
    const without = response.filter((chosen) => chosen !== token);
    if (isSingle) choose([token]);
    else choose(without.length < response.length ? without : [...response, token]);
  };
  return (
    <div class="options" onKeyDown={byDigit(item, name, toggle)}>
      {item.options.map(({ token, text }) => {
        const isChosen = response.includes(token);
        const outcome = item.outcome?.options[token];
        return (
          <label key={token} class={`option ${isChosen ? "chosen" : ""} ${mark(outcome)}`}>
            <input
              type={isSingle ? "radio" : "checkbox"}
              id={`${name}-${token}`}
              name={name}
              value={token}
              checked={isChosen}
              disabled={item.outcome !== null}
              onChange={() => toggle(token)}
            />
            <span class="text">{text}</span>
            {outcome && <span class="mark">{words(outcome, isSingle)}</span>}
          </label>
        );
      })}
    </div>
  );
}

/** A listener that picks the option whose number is typed, and moves the focus there. */
export function byDigit(item: ItemView, name: string, pick: (token: string) => void) {
  return (event: KeyboardEvent) => {
    const option = item.options[Number(event.key) - 1];
    if (!option || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    pick(option.token);
    document.getElementById(`${name}-${option.token}`)?.focus();
  };
}

/** The class of an option that the outcome speaks of. */
export function mark({ chosen, right }: Partial<OptionOutcome> = {}): string {
  return right ? "right" : chosen ? "wrong" : "";
}

function words({ chosen, right }: OptionOutcome, isSingle: boolean): string {
  if (!right) return t("✗ your choice");
  if (chosen) return t("✓ your choice, right");
  return isSingle ? t("✓ this is right") : t("✓ right too");
}
