// The shelf: all scenes to rehearse alone, the best next one on top; one of them is played here.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { dateWords } from "./dates";
import { moodWords } from "./face";
import { usePort } from "./hooks";
import { difficultyWord } from "./meeting_plan";
import { Pick } from "./pick";
import { errorOf, type Act, type Port, type PortPart, type View } from "./port";
import { Rehearsal } from "./rehearsal";
import { t } from "./words";

type Ending = "met" | "partly" | "missed";
type Card = {
  slug: string;
  title: string;
  standard: string;
  difficulty: number;
  minutes: number;
  customer: string;
  mood: string;
  endings: Ending[];
  last: number | null;
  why: "weak" | "new" | "again";
  is_begun: boolean;
  is_made: boolean;
};
type ShelfView = { open: string | null; rehearsal: View | null; scenes: Card[]; standards: { id: string; name: string }[] };
type Doing = (what: string, message: Act) => Promise<void>;

export function Shelf({ port }: { port: Port }) {
  const view = usePort(port) as unknown as ShelfView;
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(""); // the scene that is being opened
  const part = useMemo(() => partOf(port), [port]);
  const act: Doing = async (what, message) => {
    if (busy) return;
    setError("");
    setBusy(what);
    const reply = await port.act(message);
    setBusy("");
    if (!reply.ok) setError(errorOf(reply));
  };
  useEffect(() => {
    const slug = sceneInAddress();
    if (slug && slug !== view.open) void act(slug, { do: "open", scene: slug });
  }, []);
  const heading = useFocusAfter(view.open ?? "");
  return (
    <section class="shelf" aria-label={t("Scenes to rehearse")} aria-busy={busy !== ""}>
      <p class="error" role="alert">
        {error}
      </p>
      {view.open ? (
        <div ref={heading} tabIndex={-1} class="on-stage">
          <p class="act">
            <button type="button" onClick={() => act("", { do: "close" })}>
              {t("Back to all scenes")}
            </button>
          </p>
          <h2 class="unseen">{t("The scene that you play")}</h2>
          <Rehearsal key={view.open} port={part} />
          {view.rehearsal?.result != null && (
            <p class="act">
              <button type="button" onClick={() => act("", { do: "close" })}>
                {t("Choose another scene")}
              </button>
            </p>
          )}
        </div>
      ) : (
        <div ref={heading} tabIndex={-1} class="all-scenes">
          <Scenes scenes={view.scenes} busy={busy} act={act} />
          {view.standards.length > 0 && <Another standards={view.standards} busy={busy} act={act} />}
        </div>
      )}
      <p role="status" class="unseen">
        {busy && t("Opening the scene …")}
      </p>
    </section>
  );
}

/** The part of the port that belongs to the scene that is open; what it last showed while it closes.
 *  Each message names the scene: another page may have opened another one meanwhile. */
function partOf(port: Port): PortPart {
  let last = (port.view as unknown as ShelfView).rehearsal;
  return {
    get view() {
      last = (port.view as unknown as ShelfView).rehearsal ?? last;
      return last as View;
    },
    act: (message) => port.act({ ...message, scene: (port.view as unknown as ShelfView).open }),
    watch: (watcher) => port.watch(watcher),
  };
}

/** The scene that a link to this page names (#scene=late-parcel); named once, it is forgotten. */
function sceneInAddress(): string {
  const found = /^#scene=([a-z0-9_-]+)$/.exec(location.hash);
  if (!found) return "";
  history.replaceState(null, "", location.pathname + location.search);
  return found[1]!;
}

/** What gets the focus when another scene is open, or none: not when the page has just come. */
function useFocusAfter(place: string) {
  const element = useRef<HTMLDivElement>(null);
  const before = useRef(place);
  useLayoutEffect(() => {
    if (before.current === place) return;
    before.current = place;
    element.current?.focus({ preventScroll: true });
    element.current?.scrollIntoView({ block: "start", behavior: "instant" });
  }, [place]);
  return element;
}

type ScenesProps = { scenes: Card[]; busy: string; act: Doing };

function Scenes({ scenes, busy, act }: ScenesProps) {
  const [next, ...others] = scenes;
  if (!next) return <p>{t("There is no scene to rehearse yet.")}</p>;
  return (
    <>
      <div class="next-scene">
        <p class="eyebrow">{t("Next for you")}</p>
        <h2>{next.title}</h2>
        <About scene={next} />
        <p class="why">{reasonOf(next)}</p>
        <Open scene={next} busy={busy} act={act} isNext />
      </div>
      {others.length > 0 && <h2>{t("All other scenes")}</h2>}
      <ul class="scenes">
        {others.map((scene) => (
          <li key={scene.slug} class="card">
            <h3>{scene.title}</h3>
            <About scene={scene} />
            <Open scene={scene} busy={busy} act={act} />
          </li>
        ))}
      </ul>
    </>
  );
}

type OpenProps = { scene: Card; busy: string; act: Doing; isNext?: boolean };

function Open({ scene, busy, act, isNext }: OpenProps) {
  const isOver = scene.endings.length > 0 && !scene.is_begun;
  const words = scene.is_begun ? t("Go on") : isOver ? t("Play again") : t("Play");
  const open = (again: boolean) => act(scene.slug, { do: "open", scene: scene.slug, again });
  return (
    <p class="act">
      <button type="button" class={isNext ? "primary" : ""} aria-disabled={busy !== ""} onClick={() => open(isOver)}>
        {busy === scene.slug ? t("Opening …") : words}
        <span class="unseen">: {scene.title}</span>
      </button>
      {isOver && (
        <button type="button" aria-disabled={busy !== ""} onClick={() => open(false)}>
          {t("See how it went")}
          <span class="unseen">: {scene.title}</span>
        </button>
      )}
    </p>
  );
}

function About({ scene }: { scene: Card }) {
  const { customer, mood, difficulty, minutes } = scene;
  const facts = [
    difficultyWord(difficulty),
    t("about {n} minutes", { n: minutes }),
    t("{name}: {mood}", { name: customer, mood: moodWords(mood) }),
    ...(scene.is_made ? [t("made for you")] : []),
  ];
  return (
    <>
      <p class="standard">{t("Standard: {name}", { name: scene.standard })}</p>
      <p class="facts">{facts.join(" · ")}</p>
      {scene.endings.length > 0 && <Played scene={scene} />}
    </>
  );
}

/** How often a scene was played, and how each take ended: a sign and a word, the last one in full. */
function Played({ scene: { endings, last } }: { scene: Card }) {
  const ending = endings.at(-1)!;
  const when = dateWords(new Date(last! * 1000), { dateStyle: "medium" });
  const count = endings.length === 1 ? t("Played once, on {when}", { when }) : t("Played {n} times, last on {when}", { n: endings.length, when });
  return (
    <p class={`played ${ending}`}>
      {count}: <strong>{endingWords(ending)}</strong>
    </p>
  );
}

function endingWords(ending: Ending): string {
  return { met: t("✓ standard met"), partly: t("~ partly met"), missed: t("✗ not met yet") }[ending];
}

function reasonOf(scene: Card): string {
  const reasons = {
    weak: t("“{standard}” is not met yet. Here you can try it.", { standard: scene.standard }),
    new: t("You have not played it yet."),
    again: t("You have played them all. This one was longest ago."),
  };
  return scene.is_begun ? t("You are in the middle of it.") : reasons[scene.why];
}

type AnotherProps = { standards: ShelfView["standards"]; busy: string; act: Doing };

/** A scene that nobody has played before. */
function Another({ standards, busy, act }: AnotherProps) {
  const [standard, setStandard] = useState(standards[0]!.id);
  const [level, setLevel] = useState("1");
  const levels = ["1", "2", "3", "4", "5"].map((each): [string, string] => [each, difficultyWord(Number(each))]);
  const make = (event: Event) => {
    event.preventDefault();
    void act("new", { do: "new", standard, difficulty: Number(level) });
  };
  return (
    <form class="another" onSubmit={make}>
      <h2>{t("A new scene, made for you")}</h2>
      <p>{t("There is always another one: another place, another customer, another mood.")}</p>
      <div class="wishes">
        <Pick label={t("Standard")} value={standard} choose={setStandard} options={standards.map(({ id, name }) => [id, name])} />
        <Pick label={t("Difficulty")} value={level} choose={setLevel} options={levels} />
        <button type="submit" aria-disabled={busy !== ""}>
          {busy === "new" ? t("Making a scene …") : t("Make a new scene")}
        </button>
      </div>
    </form>
  );
}
