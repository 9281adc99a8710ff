// Noticing good service: ten seconds on a phone. What was tapped is on its way at once, and the next look can
// begin; until it has arrived it is kept here.
import { useState } from "preact/hooks";
import { dateWords } from "./dates";
import { useFocusOnChange } from "./meeting_hooks";
import type { NextLook, ObserveView, OwnLook } from "./observation_view";
import { Look, type LookGiven } from "./observe_look";
import { usePort } from "./hooks";
import { errorOf, type Port } from "./port";
import { useTexts } from "./texts";
import { t } from "./words";

/** What a look begins with: somebody, and when it was planned where and on what. */
type Begun = { person: string; situation: string | null; standards: string[]; given?: LookGiven };
const SHOWN = 3; // looks of one's own

export function Observe({ port }: { port: Port }) {
  const view = usePort(port) as unknown as ObserveView;
  const [begun, setBegun] = useState<Begun | null>(null);
  const [sent, setSent] = useState<LookGiven[]>([]); // on their way
  const [thanks, setThanks] = useState("");
  const [error, setError] = useState("");
  const notes = useTexts(port, view.drafts, view.longest, (person, note) => ({ do: "draft", person, note }));
  const heading = useFocusOnChange(begun ? `look ${begun.person}` : `home ${view.is_open}`);

  const begin = (next: Begun) => {
    setThanks("");
    setError("");
    setBegun(next);
  };
  const send = async (given: LookGiven) => {
    setBegun(null);
    setError("");
    setSent((now) => [...now, given]);
    notes.type(given.person, "");
    const reply = await port.act({ do: "seen", ...given });
    setSent((now) => now.filter((each) => each !== given));
    if (reply.ok) return setThanks(t("Thank you. Your look is saved."));
    notes.type(given.person, given.note); // nothing is lost
    setError(errorOf(reply));
    setBegun({ person: given.person, situation: given.situation, standards: Object.keys(given.levels), given });
  };
  const withdraw = async (look: OwnLook) => {
    setError("");
    const reply = await port.act({ do: "withdraw", look: look.number });
    if (reply.ok) setThanks(t("Your look at {name} is taken back.", { name: look.name }));
    else setError(errorOf(reply));
    heading.current?.focus({ preventScroll: true });
  };
  const person = view.team.find(({ seat }) => seat === begun?.person);
  return (
    <section class="observe" aria-label={t("Observe")}>
      {!person && <p class="count">{view.title}</p>}
      <p class="error" role="alert">
        {error}
      </p>
      <p class="thanked" role="status">
        {sent.length > 0 ? t("Saving … You can put the phone away only when it is saved.") : thanks}
      </p>
      {!view.is_open ? (
        <Over view={view} heading={heading} />
      ) : begun && person ? (
        <Look
          key={begun.person}
          view={view}
          person={person}
          begun={begun}
          notes={notes}
          heading={heading}
          send={(given) => void send(given)}
          leave={() => setBegun(null)}
        />
      ) : (
        <Home view={view} sent={sent} heading={heading} begin={begin} withdraw={(look) => void withdraw(look)} />
      )}
    </section>
  );
}

type Heading = { current: HTMLHeadingElement | null };
type HomeProps = {
  view: ObserveView;
  sent: LookGiven[];
  heading: Heading;
  begin: (begun: Begun) => void;
  withdraw: (look: OwnLook) => void;
};

function Home({ view, sent, heading, begin, withdraw }: HomeProps) {
  const next = view.next.filter((look) => !sent.some((each) => isSame(each, look))).slice(0, SHOWN);
  const begunNotes = view.team.filter(({ seat }) => view.drafts[seat]);
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {titleOf(view, next)}
      </h2>
      {view.is_extra && next.length > 0 && (
        <p>
          {view.made
            ? t("Your own part is done. If you have a moment: these are still open.")
            : t("Nothing is planned for you. If you have a moment: these are still open.")}
        </p>
      )}
      <ul class="next-looks">
        {next.map((look, number) => (
          <li key={`${look.person} ${look.situation} ${look.standards.join()} ${number}`}>
            <button type="button" class={number === 0 ? "primary" : ""} onClick={() => begin(look)}>
              <strong>{look.name}</strong>
              <span>{look.situation}</span>
              <span>{look.standards.map((id) => standardOf(view, id)?.name).join(" · ")}</span>
              {look.is_due && <span class="due">{t("today, if you can")}</span>}
            </button>
          </li>
        ))}
      </ul>
      {begunNotes.map(({ seat, name }) => (
        <p key={seat} class="begun-note">
          <button type="button" onClick={() => begin({ person: seat, situation: null, standards: [] })}>
            {t("Go on with your note about {name}", { name })}
          </button>
        </p>
      ))}
      <h3>{t("Something worth noticing just now?")}</h3>
      <ul class="colleagues">
        {view.team.map(({ seat, name }) => (
          <li key={seat}>
            <button type="button" onClick={() => begin({ person: seat, situation: null, standards: [] })}>
              {name}
            </button>
          </li>
        ))}
      </ul>
      <Own view={view} withdraw={withdraw} />
      <p class="count kept">
        {t("Only you see your looks here. They are kept until {day}.", { day: dayWords(view.keep_until) })}
      </p>
    </>
  );
}

function titleOf(view: ObserveView, next: NextLook[]): string {
  const { name } = view.me;
  if (next.length === 0) return view.made ? t("All done, {name}. Thank you.", { name }) : t("Welcome, {name}.", { name });
  if (view.is_extra) return view.made ? t("Well done, {name}.", { name }) : t("Welcome, {name}.", { name });
  return next.length === 1 ? t("Your next look") : t("Your next looks");
}

function Own({ view, withdraw }: { view: ObserveView; withdraw: (look: OwnLook) => void }) {
  if (view.looks.length === 0) return null;
  return (
    <details class="own-looks">
      <summary>{t("Your looks so far ({made}), still to come: {left}", { made: view.made, left: view.left })}</summary>
      <ul>
        {view.looks.map((look) => (
          <li key={look.number}>
            <strong>{look.name}</strong> · {look.situation} · {timeWords(look.at)}
            <br />
            {levelWords(view, look)}
            {look.note && <q>{look.note}</q>}
            {look.number === view.can_withdraw && (
              <button type="button" class="quiet" onClick={() => withdraw(look)}>
                {t("Take this back")}
                <span class="unseen">: {look.name}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Over({ view, heading }: { view: ObserveView; heading: Heading }) {
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {t("This round is over. Thank you, {name}.", { name: view.me.name })}
      </h2>
      <p>{t("You made {made} looks. Each of them helps somebody to see what they do well.", { made: view.made })}</p>
    </>
  );
}

function isSame(given: LookGiven, look: NextLook): boolean {
  return given.person === look.person && look.standards.some((id) => id in given.levels);
}

export function standardOf({ standards }: ObserveView, id: string) {
  return standards.find((standard) => standard.id === id);
}

function levelWords(view: ObserveView, { levels }: OwnLook): string {
  return Object.entries(levels)
    .map(([id, level]) => `${standardOf(view, id)?.name}: ${level ?? t("no chance")}`)
    .join(" · ");
}

function timeWords(at: number): string {
  return dateWords(new Date(at * 1000), { weekday: "short", hour: "2-digit", minute: "2-digit" });
}

export function dayWords(at: number): string {
  return dateWords(new Date(at * 1000), { dateStyle: "long" });
}
