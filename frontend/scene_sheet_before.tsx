// Before the scene: who is here, the briefs, and two cases to rate alike.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Part, SheetView, Vignette } from "./meeting_view";
import { partMeaning, partWord } from "./meeting_words";
import { Levels } from "./rating";
import { Card, OwnBrief, SceneBrief, Standard, Tick, type Doing, type PhaseProps } from "./scene_sheet_parts";
import { t } from "./words";

export function Gather({ view, act }: PhaseProps) {
  const { part } = view.me;
  return (
    <>
      {part ? (
        <p class="lead">{partMeaning(part)}</p>
      ) : (
        <p class="lead">{t("Your trainer begins when everyone is here.")}</p>
      )}
      <People view={view} />
      <Card title={t("Would you rather not play today?")} kind="switches">
        <p>{t("That is fine, and nobody asks why. Only your trainer sees it.")}</p>
        <Decline view={view} act={act} part="customer" label={t("Not me as the customer today")} />
        <Decline view={view} act={act} part="employee" label={t("Not me as the employee today")} />
      </Card>
      <Standard view={view} />
    </>
  );
}

function People({ view }: { view: SheetView }) {
  return (
    <Card title={t("Here now: {n}", { n: view.people.length })}>
      <ul class="people">
        {view.people.map(({ seat, name, part }) => (
          <li key={seat} class={seat === view.me.seat ? "me" : ""}>
            {seat === view.me.seat ? t("{name} (you)", { name }) : name}
            {part && <span class="count"> {partWord(part)}</span>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

type DeclineProps = { view: SheetView; act: Doing; part: Part; label: string };

function Decline({ view, act, part, label }: DeclineProps) {
  const [wanted, setWanted] = useState<boolean | null>(null); // until the kernel has it
  const isOn = wanted ?? view.me.declined.includes(part);
  const change = async () => {
    setWanted(!isOn);
    await act({ do: "decline", part, declined: !isOn });
    setWanted(null);
  };
  return (
    <label class="switch">
      <input type="checkbox" role="switch" checked={isOn} onChange={() => void change()} />
      <span>{label}</span>
    </label>
  );
}

export function Brief({ view, act }: PhaseProps) {
  const { part, is_ready: isReady } = view.me;
  const ready = view.people.filter((person) => person.ready).length;
  return (
    <>
      {part && <p class="lead">{partMeaning(part)}</p>}
      <OwnBrief view={view} />
      <SceneBrief view={view} />
      {view.watch && (
        <Card title={t("What you look for")}>
          <ul>
            {view.watch.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </Card>
      )}
      <p class="act">
        <button
          type="button"
          class={`big ${isReady ? "" : "primary"}`}
          aria-pressed={isReady}
          onClick={() => void act({ do: "ready", ready: !isReady })}
        >
          {isReady && <Tick />}
          {t("I am ready")}
        </button>
        <span class="count">{t("{n} of {all} are ready", { n: ready, all: view.people.length })}</span>
      </p>
    </>
  );
}

/** One case after the other; the course's rating is shown when one has chosen oneself. */
export function Calibrate({ view, act }: PhaseProps) {
  const cases = view.vignettes ?? [];
  const open = cases.findIndex(({ mine }) => mine === null);
  const shown = open < 0 ? cases : cases.slice(0, open + 1);
  return (
    <>
      <p class="lead">{t("So that we all mean the same by a 2 or a 4. Nobody sees what you choose.")}</p>
      {shown.map((vignette) => (
        <Case key={vignette.number} vignette={vignette} view={view} act={act} />
      ))}
      {open < 0 && <p role="status">{t("Done. The scene begins in a moment.")}</p>}
    </>
  );
}

type CaseProps = { vignette: Vignette; view: SheetView; act: Doing };

function Case({ vignette, view, act }: CaseProps) {
  const { number, mine } = vignette;
  const [level, setLevel] = useState<number | null>(null);
  const [isMissing, setMissing] = useState(false);
  const answer = useRef<HTMLDivElement>(null);
  const begun = useRef(mine !== null);
  useEffect(() => {
    if (mine !== null && !begun.current) answer.current?.focus();
  }, [mine]);
  const commit = () => (level === null ? setMissing(true) : void act({ do: "guess", vignette: number, level }));
  return (
    <section class="sheet-card score-form">
      <h3>{t("Case {n}: {name}", { n: number + 1, name: vignette.name })}</h3>
      <p>{vignette.note}</p>
      {mine === null ? (
        <>
          <Levels
            criterion={{ id: view.standard.id, name: view.standard.name, anchors: vignette.anchors, level }}
            level={level}
            name={`case-${number}`}
            isMissing={isMissing && level === null}
            choose={setLevel}
          />
          <p class="act">
            <button type="button" class="primary big" onClick={commit}>
              {t("Compare with the course")}
            </button>
          </p>
        </>
      ) : (
        <div class="compared" ref={answer} tabIndex={-1}>
          <p>
            <strong>{t("You chose {mine}, the course chose {course}.", { mine, course: vignette.course! })}</strong>
          </p>
          <p>{vignette.why}</p>
        </div>
      )}
    </section>
  );
}
