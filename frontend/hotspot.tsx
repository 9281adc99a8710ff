// A dialogue in speech bubbles. The lines that can be tapped are radio buttons drawn as bubbles.
import { byDigit, mark } from "./choices";
import type { AnswerProps, OptionOutcome } from "./item";
import { t } from "./words";

export function Hotspot({ item, response, choose, name }: AnswerProps) {
  const speakers = [...new Set(item.lines.map(({ who }) => who))];
  const pick = (token: string) => {
    if (!item.outcome) choose([token]);
  };
  return (
    <>
      {!item.outcome && <p class="how">{t("Choose one of the lines with a circle.")}</p>}
      <ol class="dialogue" onKeyDown={byDigit(item, name, pick)}>
        {item.lines.map(({ who, text, token }, index) => {
          const side = speakers.indexOf(who) % 2 ? "far" : "near";
          const isChosen = token !== null && response.includes(token);
          const outcome = token === null ? undefined : item.outcome?.options[token];
          return (
            <li key={index} class={`line ${side}`}>
              {token === null ? (
                <p class="speech plain">
                  <span class="speaker">{who}</span>
                  <span class="words">{text}</span>
                </p>
              ) : (
                <label class={`option speech ${isChosen ? "chosen" : ""} ${mark(outcome)}`}>
                  <input
                    type="radio"
                    id={`${name}-${token}`}
                    name={name}
                    value={token}
                    checked={isChosen}
                    disabled={item.outcome !== null}
                    onChange={() => pick(token)}
                  />
                  <span class="speaker">{who}</span>
                  <span class="text">{text}</span>
                  {outcome && <span class="mark">{words(outcome)}</span>}
                </label>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}

function words({ chosen, right }: OptionOutcome): string {
  if (!right) return t("✗ your choice");
  return chosen ? t("✓ your choice, right") : t("✓ this is the line");
}
