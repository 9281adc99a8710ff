// The clock of a scene: the kernel says how far it is, and the browser counts on by itself.
import { useEffect, useState } from "preact/hooks";
import type { Clock } from "./meeting_view";
import { t } from "./words";

/** Seconds since a moment told by the kernel, counting on while it runs. */
export function useSeconds(atView: number, isRunning: boolean, view: object): number {
  const [start, setStart] = useState({ atView, at: performance.now() });
  const [, tick] = useState(0);
  useEffect(() => setStart({ atView, at: performance.now() }), [view]);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => tick((count) => count + 1), 250);
    return () => clearInterval(timer);
  }, [isRunning]);
  return isRunning ? start.atView + (performance.now() - start.at) / 1000 : atView;
}

/** 95 seconds are "1:35". */
export function minutes(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** The clock in large figures; a silent one shows only whether the scene runs. */
export function SceneClock({ clock }: { clock: Clock }) {
  const counted = useSeconds(clock.elapsed, clock.state === "running", clock);
  const elapsed = clock.timer === "hard" ? Math.min(counted, clock.play) : counted;
  const isOver = elapsed >= clock.play;
  const words = {
    ready: t("Not started"),
    running: isOver && clock.timer !== "silent" ? t("Time is up – finish the sentence") : t("Playing"),
    paused: t("Paused"),
    over: t("Time is up"),
  };
  const state = clock.timer === "hard" && isOver ? "over" : clock.state;
  return (
    <p class={`scene-clock is-${state}`}>
      {clock.timer !== "silent" && (
        <span class="figures" role="timer" aria-label={t("Time played")}>
          {minutes(elapsed)} <small>/ {minutes(clock.play)}</small>
        </span>
      )}
      <span role="status">{words[state]}</span>
    </p>
  );
}
