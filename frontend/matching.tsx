// Lines that each want a match, chosen from a list of all of them. A native select works with
// keyboard, finger and screen reader alike.
import type { AnswerProps, ItemView, Outcome } from "./item";
import { t } from "./words";

const FITS_A_PHONE = 30; // characters that a closed select shows on a narrow screen

export function Matching({ item, response, choose, name }: AnswerProps) {
  const chosen = matchesOf(item, response);
  const { outcome } = item;
  const hasExtra = item.options.length > item.prompts.length;
  return (
    <>
      {!outcome && hasExtra && (
        <p class="how">{t("There are more answers than lines, so not all of them fit.")}</p>
      )}
      <ol class="pairs">
        {item.prompts.map((prompt, index) =>
          outcome ? (
            <Matched key={index} item={item} index={index} outcome={outcome} />
          ) : (
            <li key={index} class="pair">
              <label class="text" for={`${name}-${index}`}>
                {prompt}
              </label>
              <Select
                item={item}
                id={`${name}-${index}`}
                token={chosen[index]!}
                set={(token) => choose(chosen.map((other, at) => (at === index ? token : other)))}
              />
            </li>
          ),
        )}
      </ol>
    </>
  );
}

type SelectProps = { item: ItemView; id: string; token: string; set: (token: string) => void };

function Select({ item, id, token, set }: SelectProps) {
  const text = textOf(item, token);
  return (
    <>
      <select
        id={id}
        class={`pick ${token ? "" : "open"}`}
        value={token}
        onChange={(event) => set(event.currentTarget.value)}
      >
        <option value="">{t("Choose …")}</option>
        {item.options.map((option) => (
          <option key={option.token} value={option.token}>
            {option.text}
          </option>
        ))}
      </select>
      {text.length > FITS_A_PHONE && (
        <span class="whole" aria-hidden="true">
          {text}
        </span>
      )}
    </>
  );
}

function Matched({ item, index, outcome }: { item: ItemView; index: number; outcome: Outcome }) {
  const chosen = outcome.response[index]!;
  const right = rightMatch(outcome, index);
  const isRight = chosen === right;
  return (
    <li class={`pair ${isRight ? "right" : "wrong"}`}>
      <span class="text">{item.prompts[index]}</span>
      <span class="match">{textOf(item, chosen)}</span>
      <span class="mark">{isRight ? t("✓ your choice, right") : t("✗ your choice")}</span>
      {!isRight && (
        <span class="belongs">
          <span class="match">{textOf(item, right)}</span>
          <span class="mark">{t("✓ this fits")}</span>
        </span>
      )}
    </li>
  );
}

/** What is chosen for each line so far; "" where nothing is. */
export function matchesOf(item: ItemView, response: string[]): string[] {
  return item.prompts.map((_prompt, index) => response[index] ?? "");
}

/** The match that belongs to a line, known once the item is answered. */
export function rightMatch(outcome: Outcome, index: number): string {
  return Object.keys(outcome.options).find((token) => outcome.options[token]!.place === index + 1)!;
}

/** The words of an option; none for no option. */
export function textOf(item: ItemView, token: string): string {
  return item.options.find((option) => option.token === token)?.text ?? "";
}
