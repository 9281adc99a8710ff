// What the steps of work on standards are made of.
import type { ComponentChildren } from "preact";
import { dateWords } from "./dates";
import { QrCode, shortAddress, spaced } from "./qr_code";
import type { Doing } from "./scene_sheet_parts";
import type { LeadView, Stage, Version } from "./standards_view";
import { t } from "./words";

type OnwardProps = { view: LeadView; act: Doing; to: Stage; back?: Stage; label: string; isPrimary?: boolean; problem?: string };

/** Goes on to a step; says from where, so that two pages do not go on twice. */
export function Onward({ view, act, to, back, label, isPrimary = true, problem = "" }: OnwardProps) {
  const go = (stage: Stage) => void act({ do: "stage", from: view.stage, to: stage });
  return (
    <p class="act">
      <button
        type="button"
        class={isPrimary ? "primary big" : "big"}
        aria-disabled={problem !== ""}
        onClick={() => !problem && go(to)}
      >
        {label}
      </button>
      {back && (
        <button type="button" onClick={() => go(back)}>
          {t("Back")}
        </button>
      )}
      {problem && <span class="count">{problem}</span>}
    </p>
  );
}

/** The way in for colleagues with a phone. */
export function PhoneDoor({ view, children }: { view: LeadView; children?: ComponentChildren }) {
  const { join } = view;
  return (
    <section class="door">
      <QrCode join={join} />
      <div>
        <p>{join.url ? t("Scan this, or open {address} and type", { address: shortAddress(join) }) : t("The code is")}</p>
        <p class="code">{spaced(join.code)}</p>
        {!join.url && <p class="count">{t("Phones can join when the course runs as a server.")}</p>}
        <p class="count" role="status">
          {view.phones === 1 ? t("1 colleague is in.") : t("{n} colleagues are in.", { n: view.phones })}
        </p>
        {children}
      </div>
    </section>
  );
}

type BarProps = { name: string; points: number; most: number };

/** One standard with its points: the bar is only a picture of the number beside it. */
export function PointsBar({ name, points, most }: BarProps) {
  return (
    <>
      <span class="name">{name}</span>
      <span class="amount" aria-hidden="true">
        <span style={{ width: `${(100 * points) / Math.max(most, 1)}%` }} />
      </span>
      <span class="points">{t("{n} points", { n: points })}</span>
    </>
  );
}

/** What was published before, and what changed. */
export function Versions({ versions }: { versions: Version[] }) {
  if (versions.length === 0) return null;
  return (
    <section class="past">
      <h3>{t("Versions so far")}</h3>
      <ol class="versions">
        {versions.map((version) => (
          <li key={version.number}>
            <strong>{t("Version {n}", { n: version.number })}</strong>,{" "}
            {dateWords(new Date(version.at * 1000), { dateStyle: "long" })},{" "}
            {t("{n} standards", { n: version.standards })}
            <Changes {...version.changes} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Changes({ added, retired, renamed, reworded, points }: Version["changes"]) {
  const told = [
    added.length > 0 && t("New: {names}.", { names: added.join(" · ") }),
    retired.length > 0 && t("Taken out: {names}.", { names: retired.join(" · ") }),
    ...renamed.map(([before, now]) => t("“{before}” is now called “{now}”.", { before, now })),
    reworded.length > 0 && t("Other words: {names}.", { names: reworded.join(" · ") }),
    points.length > 0 &&
      t("Points: {changes}.", { changes: points.map(([name, before, now]) => `${name} ${before} → ${now}`).join(" · ") }),
  ].filter((line): line is string => Boolean(line));
  if (told.length === 0) return null;
  return (
    <ul>
      {told.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
