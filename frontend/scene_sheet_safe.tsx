// The safe stop: how is it for you? It is the same on every phone, and nothing keeps who pressed.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Alarm } from "./meeting_view";
import type { Doing } from "./scene_sheet_parts";
import { t } from "./words";

const THANKS_FOR = 5000; // milliseconds; a neighbour should not read it later
const LEVELS: Alarm[] = ["green", "amber", "red"];
const SHAPES = {
  green: <circle cx="12" cy="12" r="9" />,
  amber: <path d="M12 3 22 21H2Z" />,
  red: <path d="M8 2h8l6 6v8l-6 6H8l-6-6V8Z" />,
};

export function alarmWord(level: Alarm): string {
  return { green: t("Fine"), amber: t("Easier, please"), red: t("Stop") }[level];
}

export function AlarmShape({ level }: { level: Alarm }) {
  return (
    <svg class={`alarm-shape is-${level}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {SHAPES[level]}
    </svg>
  );
}

export function SafeStop({ act }: { act: Doing }) {
  const [isOpen, setOpen] = useState(false);
  const [isSaid, setSaid] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isSaid) return;
    const timer = setTimeout(() => setSaid(false), THANKS_FOR);
    return () => clearTimeout(timer);
  }, [isSaid]);
  const close = () => {
    setOpen(false);
    opener.current?.focus({ preventScroll: true });
  };
  const say = async (level: Alarm) => {
    close();
    setSaid(await act({ do: "safe", level }));
  };
  const toggle = () => {
    setOpen(!isOpen);
    setSaid(false);
  };
  return (
    <div class="safe-stop" onKeyDown={(event) => event.key === "Escape" && isOpen && close()}>
      {isOpen && (
        <div class="choices" id="safe-choices" role="group" aria-labelledby="safe-opener">
          {LEVELS.map((level) => (
            <button type="button" key={level} onClick={() => void say(level)}>
              <AlarmShape level={level} />
              {alarmWord(level)}
            </button>
          ))}
          <p class="count">{t("Nobody learns who pressed. “Stop” stops the scene for everyone.")}</p>
        </div>
      )}
      <button
        type="button"
        class="opener"
        id="safe-opener"
        ref={opener}
        aria-expanded={isOpen}
        aria-controls={isOpen ? "safe-choices" : undefined}
        onClick={toggle}
      >
        {t("How is it for you?")}
      </button>
      <p class="said" role="status">
        {isSaid && t("Thank you. Nobody learns who it was.")}
      </p>
    </div>
  );
}
