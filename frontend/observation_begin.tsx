// Before a round: which standards, whose work, in which situations, and for how long.
import { useRef, useState } from "preact/hooks";
import { dateWords } from "./dates";
import type { BeginView, Standards } from "./observation_view";
import { Pick, type Pair } from "./pick";
import { Tick, type Doing } from "./scene_sheet_parts";
import { t } from "./words";

const LEAST_TEAM = 3; // people, so that two others look at each
const WORKING_WEEK = 5 / 7;
const A_LOT = 4; // looks on a working day, beside one's work

export function BeginRound({ view, act }: { view: BeginView; act: Doing }) {
  const [slug, setSlug] = useState(view.catalogues[0]?.slug ?? "");
  const [title, setTitle] = useState("");
  const [typed, setTyped] = useState<string[]>([]); // names without a profile
  const [chosen, setChosen] = useState<string[]>([]);
  const [situations, setSituations] = useState(view.situations);
  const [looksEach, setLooksEach] = useState(view.looks_each.usual);
  const [days, setDays] = useState(view.days);
  const [months, setMonths] = useState(view.months);
  const [hasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const place = useRef<HTMLFormElement>(null);
  const catalogue = view.catalogues.find((each) => each.slug === slug);
  if (!catalogue) return <p>{t("There are no standards yet. Agree on your standards first.")}</p>;

  const given = [...new Set(situations.map((each) => each.trim()).filter(Boolean))];
  const isTeamMissing = chosen.length < LEAST_TEAM;
  const areSituationsMissing = given.length < view.least;
  const begin = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    const first = isTeamMissing ? ".team input" : areSituationsMissing ? ".situation-list input" : "";
    if (first) return place.current?.querySelector<HTMLElement>(first)?.focus();
    if (isBusy) return;
    setBusy(true);
    const lengths = { looks_each: looksEach, days, months };
    await act({ do: "begin", title, catalogue: slug, team: chosen, situations: given, ...lengths });
    setBusy(false);
  };
  const toggle = (name: string) =>
    setChosen((now) => (now.includes(name) ? now.filter((each) => each !== name) : [...now, name]));
  const add = (name: string) => {
    if (![...view.people, ...typed].includes(name)) setTyped((now) => [...now, name]);
    setChosen((now) => (now.includes(name) ? now : [...now, name]));
  };
  return (
    <>
      <form class="begin-round" ref={place} onSubmit={(event) => void begin(event)} noValidate>
        <Pick
          label={t("Which standards?")}
          value={slug}
          choose={setSlug}
          options={view.catalogues.map((one): Pair => [one.slug, one.title])}
        />
        <p class="count">{catalogue.standards.join(" · ")}</p>
        <fieldset class="team" aria-describedby={hasTried && isTeamMissing ? "no-team" : undefined}>
          <legend>{t("Who is in the team?")}</legend>
          <p class="count">{t("They look at each other. Nobody looks at themselves.")}</p>
          {hasTried && isTeamMissing && (
            <p class="error" id="no-team">
              {t("Choose at least {n} people, so that two others look at each.", { n: LEAST_TEAM })}
            </p>
          )}
          <div class="chips">
            {[...view.people, ...typed].map((name) => (
              <label key={name} class={chosen.includes(name) ? "chosen" : ""}>
                <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} />
                {chosen.includes(name) && <Tick />}
                {name}
              </label>
            ))}
          </div>
          <AddName label={t("Somebody without a profile")} longest={view.most.name} add={add} />
        </fieldset>
        <Situations
          view={view}
          situations={situations}
          set={setSituations}
          error={
            hasTried && areSituationsMissing ? t("Give at least {n} different situations.", { n: view.least }) : ""
          }
        />
        <Target choices={view.looks_each.choices} chosen={looksEach} choose={setLooksEach} />
        <div class="lengths">
          <Pick
            label={t("How long?")}
            value={String(days)}
            choose={(value) => setDays(Number(value))}
            options={[7, 14, 21, 28].map((n): Pair => [String(n), t("{n} days", { n })])}
          />
          <Pick
            label={t("Keep it for")}
            value={String(months)}
            choose={(value) => setMonths(Number(value))}
            options={[3, 6, 12, 24].map((n): Pair => [String(n), t("{n} months", { n })])}
          />
        </div>
        <p class="effort" role="status">
          {effort(catalogue, looksEach, days)}
        </p>
        <div class="field">
          <label for="round-title">{t("A name for it, if you like")}</label>
          <input
            id="round-title"
            maxLength={view.most.title}
            value={title}
            placeholder={catalogue.title}
            onInput={(event) => setTitle(event.currentTarget.value)}
          />
        </div>
        <p class="act">
          <button type="submit" class="primary big" aria-disabled={isBusy}>
            {t("Begin the round")}
          </button>
          <span class="error" role="alert">
            {hasTried && isTeamMissing && t("The team is missing. It is marked above.")}
            {hasTried && !isTeamMissing && areSituationsMissing && t("Situations are missing. They are marked above.")}
          </span>
        </p>
      </form>
      <Past view={view} />
    </>
  );
}

type TargetProps = { choices: number[]; chosen: number; choose: (looks: number) => void };

/** How sure it shall be in the end: the more looks, the surer, and the more work. */
function Target({ choices, chosen, choose }: TargetProps) {
  const words: Record<number, string> = {
    3: t("A first impression: it says who is not a role model, but hardly who is."),
    6: t("Usual: most of it is clear then, and a few more looks settle most of the rest."),
    9: t("Where people are close to each other."),
  };
  return (
    <fieldset class="target">
      <legend>{t("How many looks at each person, on each standard?")}</legend>
      {choices.map((looks) => (
        <label key={looks} class={looks === chosen ? "chosen" : ""}>
          <input type="radio" name="looks-each" checked={looks === chosen} onChange={() => choose(looks)} />
          <strong>{looks}</strong>
          <span>{words[looks]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What a round takes of each in the team, said before it begins. */
function effort({ standards, blocks }: Standards, looksEach: number, days: number): string {
  const each = looksEach * blocks;
  const daily = Math.round(each / (days * WORKING_WEEK));
  return [
    t("Each person in the team looks about {each} times in {days} days.", { each, days }),
    perDay(daily),
    standards.length > 2 * blocks ? t("A look takes fifteen seconds.") : t("A look takes ten seconds."),
    daily >= A_LOT ? t("It is a lot: give it more days, or fewer looks.") : "",
  ].join(" ");
}

function perDay(looks: number): string {
  if (looks > 2) return t("That is about {n} times on a working day.", { n: looks });
  return looks === 2 ? t("That is about twice on a working day.") : t("That is once on a working day, or less.");
}

type SituationsProps = {
  view: BeginView;
  situations: string[];
  set: (change: (now: string[]) => string[]) => void;
  error: string;
};

function Situations({ view, situations, set, error }: SituationsProps) {
  const place = useRef<HTMLFieldSetElement>(null);
  const focus = (index: number) =>
    setTimeout(() => place.current?.querySelectorAll<HTMLElement>("li input")[index]?.focus());
  const remove = (index: number) => {
    set((now) => now.filter((_each, number) => number !== index));
    focus(Math.max(0, index - 1));
  };
  const add = () => {
    set((now) => [...now, ""]);
    focus(situations.length);
  };
  return (
    <fieldset class="situation-list" ref={place} aria-describedby={error ? "no-situations" : undefined}>
      <legend>{t("In which situations?")}</legend>
      <p class="count">{t("Different ones: somebody may be calm at the counter and lost on the phone.")}</p>
      {error && (
        <p class="error" id="no-situations">
          {error}
        </p>
      )}
      <ol>
        {situations.map((situation, index) => (
          <li key={index}>
            <input
              aria-label={t("Situation {n}", { n: index + 1 })}
              maxLength={view.most.situation}
              value={situation}
              onInput={(event) => {
                const text = event.currentTarget.value;
                set((now) => now.map((each, number) => (number === index ? text : each)));
              }}
            />
            <button type="button" class="quiet" onClick={() => remove(index)}>
              {t("Remove")}
              <span class="unseen">: {situation}</span>
            </button>
          </li>
        ))}
      </ol>
      {situations.length < view.most.situations && (
        <button type="button" onClick={add}>
          {t("Add a situation")}
        </button>
      )}
    </fieldset>
  );
}

type AddProps = { label: string; longest: number; add: (name: string) => unknown };

/** A field for a name; it is empty again when the name was added. */
export function AddName({ label, longest, add }: AddProps) {
  const [name, setName] = useState("");
  const submit = async () => {
    if (name.trim() && (await add(name.trim().replace(/\s+/g, " "))) !== false) setName("");
  };
  return (
    <div class="add-name">
      <label for="new-name">{label}</label>
      <span>
        <input
          id="new-name"
          maxLength={longest}
          autocomplete="off"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            void submit();
          }}
        />
        <button type="button" onClick={() => void submit()}>
          {t("Add")}
        </button>
      </span>
    </div>
  );
}

function Past({ view }: { view: BeginView }) {
  if (view.past.length === 0) return null;
  const day = (at: number) => dateWords(new Date(at * 1000), { dateStyle: "medium" });
  return (
    <section class="past">
      <h3>{t("Rounds so far")}</h3>
      <ul>
        {view.past.map(({ id, title, at, looks, people, keep_until: until }) => (
          <li key={id}>
            <strong>{title}</strong>, {day(at)}: {t("{looks} looks at {people} people", { looks, people })} ·{" "}
            {t("kept until {day}", { day: day(until) })}
          </li>
        ))}
      </ul>
      <p>
        <a href="role_models">{t("See who your role models are")}</a>
      </p>
    </section>
  );
}
