// The end of a rehearsal: what was seen and missed, better words, and one goal.
import type { Act, PortPart } from "./port";
import { LONGEST, type RehearsalView } from "./rehearsal";
import { Saved } from "./saved";
import { useTexts } from "./texts";
import { t } from "./words";

type Outcome = "seen" | "missed" | "no chance";
type WatchItem = {
  standard: string;
  text: string;
  critical: boolean;
  outcome: Outcome;
  turn: number | null;
  say: string | null;
};
export type ResultView = {
  ending: "met" | "partly" | "missed";
  watch: WatchItem[];
  goal: string;
  shared: boolean;
  again: { words: string; address: string } | null; // where a course teaches what was missed
};

type Props = {
  view: RehearsalView;
  result: ResultView;
  act: (message: Act) => Promise<boolean>;
  port: PortPart;
};

export function RehearsalResult({ view, result, act, port }: Props) {
  const titles = {
    met: t("{name} got what the standard promises.", { name: view.customer }),
    partly: t("{name} got some of what the standard promises.", { name: view.customer }),
    missed: t("{name} left without what the standard promises.", { name: view.customer }),
  };
  const seen = result.watch.filter((item) => item.outcome === "seen").length;
  return (
    <div class={`rehearsal-result ${result.ending}`}>
      <h4>{titles[result.ending]}</h4>
      <p>{t("Seen: {seen} of {all} things to look for.", { seen, all: result.watch.length })}</p>
      {view.standards.map(({ id, name }) => (
        <section key={id} aria-label={name}>
          <h5>{name}</h5>
          <ul>
            {result.watch
              .filter((item) => item.standard === id)
              .map((item) => (
                <WatchLine key={item.text} item={item} act={act} />
              ))}
          </ul>
        </section>
      ))}
      {result.again && (
        <p class="again">
          {t("Worth another look:")} <a href={result.again.address}>{result.again.words}</a>
        </p>
      )}
      <Goal goal={result.goal} port={port} />
      <p class="act">
        <button type="button" class="primary" onClick={() => act({ do: "again" })}>
          {t("Play the scene again")}
        </button>
        <button
          type="button"
          aria-pressed={result.shared}
          onClick={() => act({ do: "share", shared: !result.shared })}
        >
          {result.shared ? t("Shared with my trainer – take it back") : t("Share this take with my trainer")}
        </button>
      </p>
      <p class="count">
        {result.shared
          ? t("Your trainer can see your replies, what was seen, and your goal.")
          : t("Only you can see this take.")}
      </p>
    </div>
  );
}

function WatchLine({ item, act }: { item: WatchItem; act: Props["act"] }) {
  const words = { seen: t("✓ seen"), missed: t("✗ missed"), "no chance": t("– no chance to see it") };
  const kinds = { seen: "right", missed: "wrong", "no chance": "" };
  return (
    <li class={kinds[item.outcome]}>
      <span class="mark">{words[item.outcome]}</span> {item.text}
      {item.outcome === "missed" && (
        <>
          {item.say && (
            <p class="say">
              {t("For example:")} {item.say}
            </p>
          )}
          <button type="button" onClick={() => act({ do: "rewind", turn: item.turn! })}>
            {t("Go back to that moment")}
            <span class="unseen">: {item.text}</span>
          </button>
        </>
      )}
    </li>
  );
}

function Goal({ goal, port }: { goal: string; port: PortPart }) {
  const texts = useTexts(port, { goal }, LONGEST, (_field, text) => ({ do: "goal", text }));
  return (
    <div class="reply">
      <label for="goal">{t("One goal: next time a customer comes to me like this, I will …")}</label>
      <textarea
        id="goal"
        rows={2}
        maxLength={LONGEST}
        value={texts.text("goal")}
        onBlur={texts.save}
        onInput={(event) => texts.type("goal", event.currentTarget.value)}
      />
      <Saved state={texts.state("goal")} trouble={texts.error("goal")} />
    </div>
  );
}
