// Steps to put in order: by buttons, or by dragging a handle with mouse, pen or finger.
import { useRef, useState } from "preact/hooks";
import { type AnswerProps, orderOf } from "./item";
import { t } from "./words";

export function Ordering({ item, response, choose, name }: AnswerProps) {
  const order = orderOf(item, response);
  const texts = new Map(item.options.map(({ token, text }) => [token, text]));
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState("");
  const [said, setSaid] = useState("");

  const move = (token: string, to: number) => {
    if (to < 0 || to >= order.length || order[to] === token) return;
    const rest = order.filter((other) => other !== token);
    choose([...rest.slice(0, to), token, ...rest.slice(to)]);
    setSaid(t("{text}: now at {place} of {of}", { text: texts.get(token)!, place: to + 1, of: order.length }));
  };
  const drag = (event: PointerEvent) => {
    if (!dragged) return;
    const rows = [...list.current!.children].map((row) => row.getBoundingClientRect());
    const below = rows.findIndex(({ top, height }) => event.clientY < top + height);
    move(dragged, below < 0 ? rows.length - 1 : below);
  };
  const handle = (token: string) => ({
    onPointerDown: (event: PointerEvent) => {
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      setDragged(token);
    },
    onPointerMove: drag,
    onPointerUp: () => setDragged(""),
    onPointerCancel: () => setDragged(""),
  });

  return (
    <>
      <ol class="steps" ref={list}>
        {order.map((token, index) => {
          const text = texts.get(token)!;
          const outcome = item.outcome?.options[token];
          const place = outcome && (outcome.right ? "right" : "wrong");
          return (
            <li key={token} class={`step ${token === dragged ? "dragged" : ""} ${place ?? ""}`}>
              {!outcome && <span class="handle" aria-hidden="true" {...handle(token)} />}
              <span class="text" id={`${name}-${token}`}>
                {text}
              </span>
              {outcome ? (
                <span class="mark">
                  {outcome.right ? t("✓ right place") : t("✗ belongs at {place}", { place: outcome.place! })}
                </span>
              ) : (
                <span class="moves">
                  <button
                    type="button"
                    aria-label={t("Move up: {text}", { text })}
                    aria-disabled={index === 0}
                    onClick={() => move(token, index - 1)}
                  >
                    ↑
                  </button>
                  <button
                    type="button"
                    aria-label={t("Move down: {text}", { text })}
                    aria-disabled={index === order.length - 1}
                    onClick={() => move(token, index + 1)}
                  >
                    ↓
                  </button>
                </span>
              )}
            </li>
          );
        })}
      </ol>
      <p class="unseen" role="status">
        {said}
      </p>
    </>
  );
}
