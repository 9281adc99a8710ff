// The generator of role-play scenes, for trainers: wishes, a scene as its players see it, a season.
import { useEffect, useRef, useState } from "preact/hooks";
import { Season, type Plan } from "./generator_season";
import { Scene, type Made } from "./generator_scene";
import { usePort } from "./hooks";
import { Pick, type Pair } from "./pick";
import { errorOf, type Port } from "./port";
import { t } from "./words";

type Label = { value: string; words: string };
type GeneratorView = {
  standards: { id: string; name: string; catalogue: string }[];
  wishes: { channel: Label[]; business: Label[] };
  people: { key: string; name: string }[];
  counts: { least: number; most: number; usual: number };
  made: Made | null;
  plan: Plan | null;
};
type Wishes = {
  standard: string;
  difficulty: number;
  channel: string;
  business: string;
  people: number;
  who: string[];
  seed: string;
};
export type Ask = Record<string, unknown>;

export function Generator({ port }: { port: Port }) {
  const view = usePort(port) as unknown as GeneratorView;
  const [wishes, setWishes] = useState<Wishes>({
    standard: view.standards[0]?.id ?? "",
    difficulty: 2,
    channel: "",
    business: "",
    people: view.counts.usual,
    who: [],
    seed: "",
  });
  const [error, setError] = useState("");
  const [busy, setBusy] = useState("");
  const last = useRef<Ask | null>(null); // what the scene on the page was asked with
  const scene = useRef<HTMLElement>(null);
  const isMoving = useRef(false);

  const act = async (what: string, message: { do: string } & Ask) => {
    if (busy) return;
    setError("");
    setBusy(what);
    const reply = await port.act(message);
    setBusy("");
    if (!reply.ok) {
      isMoving.current = false;
      setError(errorOf(reply));
    }
    return reply.ok;
  };
  const make = (ask: Ask) => {
    isMoving.current = true;
    return act("make", { do: "make", ask });
  };
  const { made } = view;

  useEffect(() => {
    if (made) {
      last.current = made.ask;
      if (isMoving.current) scene.current?.focus({ preventScroll: true });
      if (isMoving.current) scene.current?.scrollIntoView({ block: "start" });
      isMoving.current = false;
    } else if (last.current) {
      void port.act({ do: "make", ask: last.current }); // another kernel: what was asked tells all
    }
  }, [made]);

  if (view.standards.length === 0) {
    return <p class="generator empty">{t("There are no standards yet. Write one, and scenes can be made for it.")}</p>;
  }
  return (
    <section class="generator" aria-label={t("Scene generator")}>
      <Form view={view} wishes={wishes} change={(part) => setWishes({ ...wishes, ...part })}>
        <button type="submit" class={made ? "" : "primary"} aria-disabled={busy !== ""} onClick={(event) => { event.preventDefault(); void make(wishes); }}>
          {busy === "make" ? t("Making a scene …") : t("Make a scene")}
        </button>
      </Form>
      {error && <p class="error" role="alert">{error}</p>}
      {made && (
        <Scene
          made={made}
          place={scene}
          another={() => make({ ...wishes, seed: "" })}
          again={() => make({ ...wishes, seed: String(made.ask.seed) })}
          save={(replace) => act("save", { do: "save", ask: made.ask, replace })}
          rehearse={async () => (await act("rehearse", { do: "rehearse", ask: made.ask })) && location.assign("rehearsal")}
        />
      )}
      <Season
        plan={view.plan}
        isBusy={busy === "plan"}
        makePlan={() => act("plan", { do: "plan", catalogue: wishes.standard.split("/")[0] })}
        show={(number) => make({ catalogue: view.plan?.catalogue, number, people: wishes.people })}
      />
    </section>
  );
}

type FormProps = {
  view: GeneratorView;
  wishes: Wishes;
  change: (part: Partial<Wishes>) => void;
  children: preact.ComponentChildren;
};

function Form({ view, wishes, change, children }: FormProps) {
  const { least, most } = view.counts;
  const counts = Array.from({ length: most - least + 1 }, (_none, index) => String(least + index));
  const levels = [t("1 – a first try"), t("2 – easy"), t("3 – medium"), t("4 – hard"), t("5 – for old hands")];
  const any = (labels: Label[]): Pair[] => [["", t("Any")], ...labels.map(({ value, words }): Pair => [value, words])];
  const tick = (key: string) => {
    const who = wishes.who.includes(key) ? wishes.who.filter((each) => each !== key) : [...wishes.who, key];
    change({ who, people: Math.min(most, Math.max(wishes.people, who.length)) });
  };
  return (
    <form class="wishes">
      <label class="pick">
        <span>{t("Standard")}</span>
        <select value={wishes.standard} onChange={(event) => change({ standard: event.currentTarget.value })}>
          {[...new Set(view.standards.map(({ catalogue }) => catalogue))].map((title) => (
            <optgroup key={title} label={title}>
              {view.standards
                .filter(({ catalogue }) => catalogue === title)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      <Pick
        label={t("Difficulty")}
        value={String(wishes.difficulty)}
        choose={(level) => change({ difficulty: Number(level) })}
        options={levels.map((words, index): Pair => [String(index + 1), words])}
      />
      <Pick
        label={t("How many people")}
        value={String(wishes.people)}
        choose={(people) => change({ people: Number(people) })}
        options={counts.map((count): Pair => [count, count])}
      />
      {view.people.length > 0 && (
        <details>
          <summary>{t("Who comes? {count} named", { count: wishes.who.length })}</summary>
          <fieldset>
            <legend>{t("For those you tick, the generator looks for what they have not met yet.")}</legend>
            {view.people.map(({ key, name }) => (
              <label key={key}>
                <input type="checkbox" checked={wishes.who.includes(key)} onChange={() => tick(key)} />
                {name}
              </label>
            ))}
          </fieldset>
        </details>
      )}
      <details>
        <summary>{t("More wishes")}</summary>
        <div class="more">
          <Pick label={t("Where they talk")} value={wishes.channel} choose={(channel) => change({ channel })} options={any(view.wishes.channel)} />
          <Pick label={t("Trade")} value={wishes.business} choose={(business) => change({ business })} options={any(view.wishes.business)} />
          <label class="pick">
            <span>{t("Number of a scene that you noted down")}</span>
            <input
              value={wishes.seed}
              maxLength={20}
              inputMode="numeric"
              autocomplete="off"
              onInput={(event) => change({ seed: event.currentTarget.value })}
            />
          </label>
        </div>
      </details>
      <div class="act">{children}</div>
    </form>
  );
}
