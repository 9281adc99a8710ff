// Before a meeting: one standard, one scene, and how the clock shall be.
import { useState } from "preact/hooks";
import { download, localTime } from "./calendar";
import { dateWords } from "./dates";
import { useFocusOnChange } from "./meeting_hooks";
import type { Clock, News, Plan, Planned, Scene } from "./meeting_view";
import { Tick, type Doing } from "./scene_sheet_parts";
import { t } from "./words";

const SHOWN = 3; // scenes at once

export function PlanMeeting({ plan, act }: { plan: Plan; act: Doing }) {
  const [chosen, setStandard] = useState<string | null>(null);
  const [slug, setSlug] = useState<string | null>(null);
  const [timer, setTimer] = useState<Clock["timer"]>(plan.timers[0]!);
  const [isBusy, setBusy] = useState(false);
  const kept = useFocusOnChange(String(plan.planned?.at ?? ""));
  const standards = plan.standards.filter((standard) => scenesOf(plan, standard).length > 0);
  const standard = standards.find((each) => keyOf(each) === chosen) ?? proposed(plan) ?? standards[0];
  if (!standard) return <p>{t("There is no scene yet. Write one, or let the generator make one.")}</p>;
  const scenes = scenesOf(plan, standard);
  const scene = scenes.find((each) => each.slug === slug) ?? scenes[0]!;
  const open = async (which: string, how: Clock["timer"]) => {
    if (isBusy) return;
    setBusy(true);
    await act({ do: "plan", scene: which, timer: how });
    setBusy(false);
  };
  const { planned } = plan;
  return (
    <>
      <section class={planned ? "sheet-card planned" : "unseen"}>
        <h3 ref={kept} tabIndex={-1}>
          {planned ? t("Planned for {when}", { when: whenWords(planned.at) }) : t("No meeting is planned")}
        </h3>
        {planned && <PlannedMeeting planned={planned} isBusy={isBusy} open={() => open(planned.slug, planned.timer)} act={act} />}
      </section>
      <fieldset class="picks">
        <legend>{t("Which standard do you practise?")}</legend>
        {standards.map((each) => (
          <Pick
            key={keyOf(each)}
            name="standard"
            isChosen={each === standard}
            choose={() => {
              setStandard(keyOf(each));
              setSlug(null);
            }}
            title={each.name}
            more={each.view}
          />
        ))}
      </fieldset>
      <fieldset class="picks">
        <legend>{t("Which scene?")}</legend>
        {scenes.slice(0, SHOWN).map((each) => (
          <SceneChoice key={each.slug} scene={each} isChosen={each === scene} choose={() => setSlug(each.slug)} />
        ))}
        {scenes.length > SHOWN && (
          <details open={scenes.indexOf(scene) >= SHOWN}>
            <summary>{t("Other scenes ({n})", { n: scenes.length - SHOWN })}</summary>
            {scenes.slice(SHOWN).map((each) => (
              <SceneChoice key={each.slug} scene={each} isChosen={each === scene} choose={() => setSlug(each.slug)} />
            ))}
          </details>
        )}
      </fieldset>
      <details class="clock-choice">
        <summary>{t("The clock: {words}", { words: timerWords(timer) })}</summary>
        <fieldset class="picks">
          <legend class="unseen">{t("How shall the clock be?")}</legend>
          {plan.timers.map((each) => (
            <Pick
              key={each}
              name="timer"
              isChosen={each === timer}
              choose={() => setTimer(each)}
              title={timerWords(each)}
              more={timerMeaning(each)}
            />
          ))}
        </fieldset>
      </details>
      <p class="act">
        <button type="button" class={planned ? "" : "primary big"} aria-disabled={isBusy} onClick={() => void open(scene.slug, timer)}>
          {planned ? t("Open this one instead") : t("Open the meeting")}
        </button>
        <a href={`../scenes/${scene.slug}/card`}>{t("Print the cards")}</a>
        <a href={`../scenes/${scene.slug}/sheet`}>{t("Print a score sheet")}</a>
      </p>
      <Later key={planned?.at} at={planned?.at ?? plan.suggested_at} keep={(at) => act({ do: "date", scene: scene.slug, timer, at })} />
      <Past plan={plan} />
    </>
  );
}

type PlannedProps = { planned: Planned; isBusy: boolean; open: () => Promise<void>; act: Doing };

/** A meeting that was planned for a day: it begins with one button. */
function PlannedMeeting({ planned, isBusy, open, act }: PlannedProps) {
  return (
    <>
      <p>
        <strong>{planned.title}</strong>
      </p>
      <p class="act">
        <button type="button" class="primary big" aria-disabled={isBusy} onClick={() => void open()}>
          {t("Open the meeting")}
        </button>
        <button type="button" onClick={() => download(planned.calendar)}>
          {t("For your calendar (.ics)")}
        </button>
        <button type="button" onClick={() => void act({ do: "drop" })}>
          {t("Cancel this date")}
        </button>
      </p>
    </>
  );
}

/** Plan the chosen scene for another day. */
function Later({ at, keep }: { at: number; keep: (at: number) => Promise<boolean> }) {
  const [when, setWhen] = useState(localTime(at));
  const save = (event: Event) => {
    event.preventDefault();
    const chosen = new Date(when).getTime() / 1000;
    if (Number.isFinite(chosen)) void keep(chosen);
  };
  return (
    <details class="later">
      <summary>{t("Not now? Plan it for a day")}</summary>
      <form class="next-meeting" onSubmit={save}>
        <label for="planned-at">{t("Day and time")}</label>
        <input id="planned-at" type="datetime-local" value={when} onInput={(event) => setWhen(event.currentTarget.value)} />
        <button type="submit">{t("Keep this date")}</button>
      </form>
    </details>
  );
}

type PickProps = { name: string; isChosen: boolean; choose: () => void; title: string; more: string };

function Pick({ name, isChosen, choose, title, more }: PickProps) {
  return (
    <label class={`pick-card ${isChosen ? "chosen" : ""}`}>
      <input type="radio" name={name} checked={isChosen} onChange={choose} />
      <span>
        <strong>
          {isChosen && <Tick />}
          {title}
        </strong>
        <span class="more">{more}</span>
      </span>
    </label>
  );
}

type SceneProps = { scene: Scene; isChosen: boolean; choose: () => void };

function SceneChoice({ scene, isChosen, choose }: SceneProps) {
  const about = [difficultyWord(scene.difficulty), t("{n} minutes", { n: scene.minutes }), playedWords(scene)];
  const more = scene.news ? `${newsWords(scene.news)}. ${about.join(" · ")}` : about.join(" · ");
  return <Pick name="scene" isChosen={isChosen} choose={choose} title={scene.title} more={more} />;
}

function Past({ plan }: { plan: Plan }) {
  if (plan.past.length === 0) return null;
  return (
    <section class="past">
      <h3>{t("Your last meetings")}</h3>
      <ul>
        {plan.past.map(({ title, standard, at, people, next_at: nextAt }) => (
          <li key={at}>
            {dateWords(new Date(at * 1000), { dateStyle: "medium" })}: <strong>{title}</strong> ({standard},{" "}
            {t("{n} people", { n: people })})
            {nextAt && <> – {t("next: {when}", { when: whenWords(nextAt) })}</>}
          </li>
        ))}
      </ul>
      <p>
        <a href="meeting_report">{t("Report of the last meeting")}</a>
      </p>
    </section>
  );
}

/** Why a scene comes first: "New for 5 of 6 people: an angry customer at the counter". */
export function newsWords({ mood, channel, new: count, all }: News): string {
  const customers: Record<string, string> = {
    calm: t("a calm customer"),
    hopeful: t("a hopeful customer"),
    pleased: t("a pleased customer"),
    grateful: t("a grateful customer"),
    worried: t("a worried customer"),
    impatient: t("an impatient customer"),
    irritated: t("an irritated customer"),
    angry: t("an angry customer"),
    hurt: t("a hurt customer"),
    resigned: t("a customer who has given up"),
  };
  const places: Record<string, string> = {
    counter: t("at the counter"),
    phone: t("on the phone"),
    chat: t("in a chat"),
    visit: t("on a visit"),
  };
  const what = `${customers[mood] ?? mood} ${places[channel] ?? ""}`.trim();
  if (all === 1) return t("New: {what}", { what });
  return count === all ? t("New for all: {what}", { what }) : t("New for {n} of {all} people: {what}", { n: count, all, what });
}

export function whenWords(at: number): string {
  return dateWords(new Date(at * 1000), { dateStyle: "full", timeStyle: "short" });
}

function keyOf({ catalogue, id }: { catalogue: string; id: string }): string {
  return `${catalogue}/${id}`;
}

/** The standard of the scene that is newest to the people, once a meeting was played. */
function proposed({ scenes, standards }: Plan) {
  const first = scenes[0];
  return first?.news ? standards.find((each) => keyOf(each) === `${first.catalogue}/${first.standard}`) : undefined;
}

function scenesOf(plan: Plan, standard: Plan["standards"][number]): Scene[] {
  return plan.scenes.filter((scene) => scene.catalogue === standard.catalogue && scene.standard === standard.id);
}

export function difficultyWord(difficulty: number): string {
  const words = [t("gentle"), t("easy"), t("in between"), t("hard"), t("very hard")];
  return words[difficulty - 1] ?? "";
}

export function playedWords({ played, last }: Scene): string {
  if (!played || !last) return t("not played yet");
  const when = dateWords(new Date(last * 1000), { dateStyle: "medium" });
  return played === 1 ? t("played once, on {when}", { when }) : t("played {n} times, last on {when}", { n: played, when });
}

function timerWords(timer: Clock["timer"]): string {
  return { soft: t("says when time is up"), hard: t("stops the scene"), silent: t("not shown") }[timer];
}

function timerMeaning(timer: Clock["timer"]): string {
  const meanings = {
    soft: t("You finish the sentence, and stop when you like."),
    hard: t("Good for teams who never stop by themselves."),
    silent: t("For people whom clocks make nervous."),
  };
  return meanings[timer];
}
