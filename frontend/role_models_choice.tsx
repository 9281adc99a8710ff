// Who the role models may be, why, and the choice that a person signs; and what nobody meets yet.
import { useEffect, useRef, useState } from "preact/hooks";
import { dateWords } from "./dates";
import { namesOf, type Decision, type Doing, type Group, type Sheet, type Standard } from "./role_models_view";
import { t } from "./words";

const AT_FIRST = 4; // reasons; on paper all of them

type ChoiceProps = { sheet: Sheet; decision: Decision | null; act: Doing };

function Reasons({ reasons }: { reasons: string[] }) {
  const [wanted, setWanted] = useState(false);
  const place = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (wanted) place.current?.querySelectorAll("li")[AT_FIRST]?.focus();
  }, [wanted]);
  const all = wanted || reasons.length <= AT_FIRST + 1;
  return (
    <>
      <ul class="reasons" ref={place}>
        {reasons.map((reason, index) => (
          <li key={reason} class={!all && index >= AT_FIRST ? "later" : ""} tabIndex={index === AT_FIRST ? -1 : undefined}>
            {reason}
          </li>
        ))}
      </ul>
      {!all && (
        <button class="no-print" onClick={() => setWanted(true)}>
          {t("More about this ({n})", { n: reasons.length - AT_FIRST })}
        </button>
      )}
    </>
  );
}

export function Choice({ sheet, decision, act }: ChoiceProps) {
  const [picked, setPicked] = useState(0);
  const names = namesOf(sheet);
  const called = (people: string[]) => people.map((id) => names.get(id)).join(" + ");
  const group = sheet.groups[picked] ?? sheet.groups[0];
  return (
    <section class={`sheet-part proposal ${sheet.step}`}>
      <h3 class="statement">{sheet.statement}</h3>
      <Reasons reasons={sheet.reasons} />
      {sheet.groups.length > 0 && (
        <fieldset class="groups">
          <legend>
            {sheet.step === "gap"
              ? t("Who comes closest")
              : sheet.groups.length > 1
                ? t("It can be done in more than one way; the best comes first")
                : t("There is one way to do it")}
          </legend>
          {sheet.groups.map(({ people, sentence }, index) => (
            <label key={people.join()} class={`option ${index === picked ? "chosen" : ""}`}>
              <input type="radio" name="role-model-group" checked={index === picked} onChange={() => setPicked(index)} />
              <span>
                <strong>{called(people)}</strong> <span class="why">{sentence}</span>
              </span>
            </label>
          ))}
          {sheet.more > 0 && <p>{t("And {more} more.", { more: sheet.more })}</p>}
        </fieldset>
      )}
      {group && <Cover sheet={sheet} group={group} names={names} />}
      <Sign sheet={sheet} names={names} suggested={group?.people ?? []} decision={decision} act={act} />
    </section>
  );
}

type CoverProps = { sheet: Sheet; group: Group; names: Map<string, string> };

/** Which standard is met by whom of a group; a table that is its own picture. */
function Cover({ sheet, group, names }: CoverProps) {
  const covered = sheet.standards.filter(({ id }) => group.covered.includes(id)).length;
  return (
    <table class="cover">
      <caption>
        {t("{people}: {covered} of {all} standards met", {
          people: group.people.map((id) => names.get(id)).join(" + "),
          covered,
          all: sheet.standards.length,
        })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t("Standard")}</th>
          {group.people.map((id) => (
            <th key={id} scope="col">{names.get(id)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sheet.standards.map(({ id, name, points, critical, met_by }) => (
          <tr key={id}>
            <th scope="row">
              {name}
              <span class="why">
                {critical ? t("counts {points} of 100, critical", { points }) : t("counts {points} of 100", { points })}
              </span>
              <svg class="weight" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect width="100" height="4" class="rail" />
                <rect width={points} height="4" class="bar" />
              </svg>
            </th>
            {group.people.map((person) => (
              <td key={person}>
                <Mark isMet={met_by.includes(person)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Mark({ isMet }: { isMet: boolean }) {
  return (
    <>
      <span class={isMet ? "sign met" : "sign not"} aria-hidden="true">{isMet ? "✓" : "–"}</span>
      <span class="unseen">{isMet ? t("meets it") : t("does not")}</span>
    </>
  );
}

type SignProps = {
  sheet: Sheet;
  names: Map<string, string>;
  suggested: string[];
  decision: Decision | null;
  act: Doing;
};

/** The sheet proposes; a person chooses, and signs with their name. */
function Sign({ sheet, names, suggested, decision, act }: SignProps) {
  const [isOther, setOther] = useState(false);
  const [others, setOthers] = useState<string[]>([]);
  const [by, setBy] = useState("");
  const [error, setError] = useState("");
  const signed = useRef<HTMLDivElement>(null);
  const hasSigned = useRef(false);
  useEffect(() => {
    if (hasSigned.current) signed.current?.focus();
    hasSigned.current = false;
  }, [decision?.at]);

  const people = isOther ? others : suggested;
  const sign = async (event: Event) => {
    event.preventDefault();
    if (people.length === 0) return setError(t("Choose at least one person."));
    if (!by.trim()) return setError(t("Please write your name under the choice."));
    setError("");
    hasSigned.current = true;
    if (await act({ do: "sign", people, by })) setBy("");
    else hasSigned.current = false;
  };
  const tick = (id: string) => setOthers(others.includes(id) ? others.filter((each) => each !== id) : [...others, id]);
  if (decision) {
    const day = dateWords(new Date(decision.at * 1000), { day: "numeric", month: "long", year: "numeric" });
    return (
      <div class="signed" ref={signed} tabIndex={-1}>
        <p>
          <strong>{t("Chosen as role models: {people}.", { people: decision.names })}</strong>{" "}
          {t("Signed by {by} on {day}.", { by: decision.by, day })}
        </p>
        <button type="button" class="no-print" onClick={() => void act({ do: "take back" })}>{t("Take the choice back")}</button>
      </div>
    );
  }
  return (
    <form class="sign-form" onSubmit={(event) => void sign(event)}>
      <h4>{t("A person decides and signs")}</h4>
      <p>
        {t("This sheet says what was seen. Whom you choose is up to you: ask those people first, and look at the evidence below.")}
      </p>
      <label class="check-line no-print">
        <input type="checkbox" checked={isOther} onChange={() => setOther(!isOther)} />
        {t("I choose other people than these")}
      </label>
      {isOther && (
        <fieldset class="who no-print">
          <legend>{t("Who?")}</legend>
          {sheet.people.map(({ id, name }) => (
            <label key={id} class="check-line">
              <input type="checkbox" checked={others.includes(id)} onChange={() => tick(id)} />
              {name}
            </label>
          ))}
        </fieldset>
      )}
      <p class="chosen-people">
        {people.length > 0
          ? t("Your choice: {people}", { people: people.map((id) => names.get(id)).join(" + ") })
          : t("Nobody is chosen yet.")}
      </p>
      <div class="act">
        <label class="pick">
          <span>{t("Your name, as a signature")}</span>
          <input value={by} maxLength={60} autocomplete="off" onInput={(event) => setBy(event.currentTarget.value)} />
        </label>
        <button type="submit" class="primary no-print">{t("Sign this choice")}</button>
      </div>
      <p class="error" role="alert">{error}</p>
    </form>
  );
}

/** Which standards to train or hire for, or to look at first; nobody is named who should go. */
export function Gaps({ sheet }: { sheet: Sheet }) {
  const gaps = sheet.standards.filter(({ gap }) => gap !== null);
  if (gaps.length === 0) return null;
  return (
    <section class="sheet-part gaps">
      <h3>{t("Standards that nobody meets yet")}</h3>
      <ul>
        {gaps.map((standard) => (
          <li key={standard.id}>
            <strong>{standard.name}</strong> <span class="quoted">{standard.view}</span>
            <span class="todo">{todo(standard)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function todo({ gap }: Standard): string {
  return gap === "unsettled"
    ? t("Observe first: somebody may meet it, but too little is known.")
    : t("Train somebody for it, or think about it when you next hire.");
}
