// People come in, and parts are dealt.
import { useState } from "preact/hooks";
import { Go, type LeadProps } from "./meeting_parts";
import type { Attendant, Join, Part } from "./meeting_view";
import { partWord } from "./meeting_words";
import { QrCode, shortAddress, spaced } from "./qr_code";
import type { Doing } from "./scene_sheet_parts";
import { t } from "./words";

const PARTS: Part[] = ["customer", "employee", "observer"];
const ENOUGH = 2; // people

export function GatherPeople({ view, act }: LeadProps) {
  const isDealt = view.people.some(({ part }) => part);
  const canDeal = view.people.length >= ENOUGH;
  return (
    <>
      <Door join={view.join} />
      <section>
        <h3>{t("Who is here ({n})", { n: view.people.length })}</h3>
        {view.people.length === 0 && <p class="count">{t("Nobody yet. As soon as a phone joins, its name is here.")}</p>}
        <People view={view} act={act} />
        <OnPaper act={act} />
      </section>
      <p class="act">
        {isDealt ? (
          <>
            <Go view={view} act={act} to="brief" label={t("Hand out the briefs")} />
            <button type="button" onClick={() => void act({ do: "deal" })}>
              {t("Deal again")}
            </button>
          </>
        ) : (
          <button
            type="button"
            class="primary big"
            aria-disabled={!canDeal}
            onClick={() => canDeal && void act({ do: "deal" })}
          >
            {t("Deal the parts")}
          </button>
        )}
        {!canDeal && <span class="count">{t("It takes two people, better three.")}</span>}
      </p>
    </>
  );
}

/** The way in, for those who are in the room. */
function Door({ join }: { join: Join }) {
  return (
    <section class="door">
      <QrCode join={join} />
      <div>
        <p>{join.url ? t("Scan this, or open {address} and type", { address: shortAddress(join) }) : t("The code is")}</p>
        <p class="code">{spaced(join.code)}</p>
        {join.url ? (
          <p>
            <a href={join.url} target="_blank" rel="noopener">
              {t("Open a big screen in another window")}
            </a>
          </p>
        ) : (
          <p class="count">{t("Phones can join when the course runs as a server. Here you can play on paper.")}</p>
        )}
      </div>
    </section>
  );
}

export function People({ view, act }: LeadProps) {
  return (
    <ul class="attendants">
      {view.people.map((person) => (
        <Person key={person.seat} person={person} view={view} act={act} />
      ))}
    </ul>
  );
}

function Person({ person, view, act }: LeadProps & { person: Attendant }) {
  const notes = [person.paper && t("on paper"), notMe(person)].filter(Boolean).join(" · ");
  return (
    <li class={person.part ? `is-${person.part}` : ""}>
      <span class="who">
        <strong>{person.name}</strong>
        {notes && <span class="count">{notes}</span>}
      </span>
      {person.part && (
        <select
          aria-label={t("Part of {name}", { name: person.name })}
          value={person.part}
          onChange={(event) => void change(event.currentTarget, person, act)}
        >
          {PARTS.map((part) => (
            <option key={part} value={part}>
              {partWord(part)}
            </option>
          ))}
        </select>
      )}
      {(view.phase === "gather" || person.part === "observer") && (
        <button type="button" class="quiet" onClick={() => void act({ do: "leave", seat: person.seat })}>
          {t("Gone")} <span class="unseen">: {person.name}</span>
        </button>
      )}
    </li>
  );
}

/** What cannot be done shows the part that is still played. */
async function change(select: HTMLSelectElement, { seat, part }: Attendant, act: Doing): Promise<void> {
  if (!(await act({ do: "part", seat, part: select.value }))) select.value = part!;
}

function notMe({ declined }: Attendant): string {
  if (declined.length === 2) return t("would rather observe");
  return declined.length ? t("not as the {part}", { part: partWord(declined[0]!) }) : "";
}

function OnPaper({ act }: { act: Doing }) {
  const [name, setName] = useState("");
  const add = async (event: Event) => {
    event.preventDefault();
    if (name.trim() && (await act({ do: "paper", name }))) setName("");
  };
  return (
    <details>
      <summary>{t("Somebody without a phone?")}</summary>
      <form class="on-paper" onSubmit={(event) => void add(event)}>
        <label for="paper-name">{t("Name")}</label>
        <input id="paper-name" maxLength={60} value={name} onInput={(event) => setName(event.currentTarget.value)} />
        <button type="submit">{t("Add")}</button>
      </form>
    </details>
  );
}
