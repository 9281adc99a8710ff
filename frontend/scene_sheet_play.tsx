// During the scene: the customer gets cues, the employee has peace, observers tap what they see.
import { useEffect, useState } from "preact/hooks";
import { minutes, SceneClock } from "./meeting_clock";
import type { Cue, Outcome, SheetView } from "./meeting_view";
import { outcomeWord } from "./meeting_words";
import { OwnBrief, SceneBrief, Tick, type Doing, type PhaseProps } from "./scene_sheet_parts";
import { t } from "./words";

const OUTCOMES: Outcome[] = ["seen", "not seen", "no chance"];
const BUZZ = 200; // milliseconds

export function Play({ view, act }: PhaseProps) {
  return (
    <>
      <SceneClock clock={view.clock} />
      {view.me.part === "customer" && <Cues cues={view.cues ?? []} />}
      {view.me.part === "employee" && (
        <p class="lead">{t("Put the phone down when you like. All you need is in front of you.")}</p>
      )}
      {view.watch && <Watch view={view} act={act} />}
      <OwnBrief view={view} />
      <SceneBrief view={view} />
    </>
  );
}

function Cues({ cues }: { cues: Cue[] }) {
  const newest = cues.at(-1);
  useEffect(() => {
    if (newest) navigator.vibrate?.(BUZZ);
  }, [cues.length]);
  return (
    <div class="cues">
      <div role="status" aria-atomic="true">
        {newest ? (
          <CueCard key={cues.length} cue={newest} />
        ) : (
          <p class="lead">{t("Just play your part. What you do next appears here.")}</p>
        )}
      </div>
      {cues.length > 1 && (
        <ol class="earlier" aria-label={t("Before that")}>
          {cues.slice(0, -1).reverse().map((cue) => (
            <li key={`${cue.at}${cue.text}`}>
              <span class="count">{minutes(cue.at)}</span> {cue.text}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

const ARROWS = { raise: "M12 20V5m-6 6 6-6 6 6", ease: "M12 4v15m-6-6 6 6 6-6" };

function CueCard({ cue }: { cue: Cue }) {
  const words = { raise: t("Make it harder"), ease: t("Make it easier") };
  return (
    <div class={`cue is-${cue.kind}`}>
      <p class="what">
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d={ARROWS[cue.kind]} />
        </svg>
        {words[cue.kind]}
        <span class="count"> {minutes(cue.at)}</span>
      </p>
      <p class="words">{cue.text}</p>
    </div>
  );
}

type WatchProps = { view: SheetView; act: Doing };

/** One tap for each line; what is tapped again counts anew. */
function Watch({ view, act }: WatchProps) {
  const [tapped, setTapped] = useState<Record<string, Outcome>>({}); // until the kernel has it
  const tap = async (watch: string, outcome: Outcome) => {
    setTapped((now) => ({ ...now, [watch]: outcome }));
    await act({ do: "tap", watch, outcome });
    setTapped(({ [watch]: now, ...rest }) => (now === outcome ? rest : { ...rest, [watch]: now! }));
  };
  return (
    <div class="watch">
      {view.watch!.map(({ id, text, critical, outcome }) => (
        <div class="item-line" key={id} role="group" aria-labelledby={`watch-${id}`}>
          <p id={`watch-${id}`}>
            {text} {critical && <span class="critical">{t("matters most")}</span>}
          </p>
          <div class="three">
            {OUTCOMES.map((each) => {
              const isChosen = (tapped[id] ?? outcome) === each;
              return (
                <button type="button" key={each} aria-pressed={isChosen} onClick={() => void tap(id, each)}>
                  {isChosen && <Tick />}
                  {outcomeWord(each)}
                </button>
              );
            })}
          </div>
        </div>
      ))}
    </div>
  );
}
