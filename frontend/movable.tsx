// A list whose rows can be put in order: by buttons, or by dragging a handle with mouse, pen or finger.
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { t } from "./words";

export type MovableRow = {
  id: string;
  text: string;
  extra?: ComponentChildren; // stands below the text
  mark?: ComponentChildren; // stands in place of the buttons when the order is fixed
  look?: string;
};
type Props = {
  name: string; // makes ids on the page
  rows: MovableRow[];
  isFixed?: boolean;
  reorder: (ids: string[]) => void;
};

export function MovableList({ name, rows, isFixed, reorder }: Props) {
  const order = rows.map(({ id }) => id);
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState("");
  const [said, setSaid] = useState("");

  const move = (id: string, to: number) => {
    if (to < 0 || to >= order.length || order[to] === id) return;
    const rest = order.filter((other) => other !== id);
    reorder([...rest.slice(0, to), id, ...rest.slice(to)]);
    const text = rows.find((row) => row.id === id)!.text;
    setSaid(t("{text}: now at {place} of {of}", { text, place: to + 1, of: order.length }));
  };
  const drag = (event: PointerEvent) => {
    if (!dragged) return;
    const boxes = [...list.current!.children].map((row) => row.getBoundingClientRect());
    const below = boxes.findIndex(({ top, height }) => event.clientY < top + height);
    move(dragged, below < 0 ? boxes.length - 1 : below);
  };
  const handle = (id: string) => ({
    onPointerDown: (event: PointerEvent) => {
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      setDragged(id);
    },
    onPointerMove: drag,
    onPointerUp: () => setDragged(""),
    onPointerCancel: () => setDragged(""),
  });

  return (
    <>
      <ol class="steps" ref={list}>
        {rows.map(({ id, text, extra, mark, look }, index) => (
          <li key={id} class={`step ${id === dragged ? "dragged" : ""} ${look ?? ""}`}>
            {!isFixed && <span class="handle" aria-hidden="true" {...handle(id)} />}
            <span>
              <span class="text" id={`${name}-${id}`}>
                {text}
              </span>
              {extra}
            </span>
            {isFixed ? mark : <Moves text={text} index={index} last={rows.length - 1} to={(at) => move(id, at)} />}
          </li>
        ))}
      </ol>
      <p class="unseen" role="status">
        {said}
      </p>
    </>
  );
}

type MovesProps = { text: string; index: number; last: number; to: (index: number) => void };

function Moves({ text, index, last, to }: MovesProps) {
  return (
    <span class="moves">
      <button
        type="button"
        aria-label={t("Move up: {text}", { text })}
        aria-disabled={index === 0}
        onClick={() => to(index - 1)}
      >
        ↑
      </button>
      <button
        type="button"
        aria-label={t("Move down: {text}", { text })}
        aria-disabled={index === last}
        onClick={() => to(index + 1)}
      >
        ↓
      </button>
    </span>
  );
}
