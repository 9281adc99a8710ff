// Names on a sheet of one's own: people, or standards in the team's own words.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Doing } from "./scoresheet_view";
import { t } from "./words";

type Name = { id: string; name: string; isOwn: boolean };
type Props = {
  what: "person" | "standard";
  names: Name[];
  limits: [number, number];
  label: string;
  isPrimary: boolean;
  doing: Doing;
};

export function NameList({ what, names, limits, label, isPrimary, doing }: Props) {
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const full = useRef<HTMLParagraphElement>(null); // stands in place of the field
  const isFull = names.length >= limits[1];
  const wantsFocus = useRef(false);
  const id = `sheet-new-${what}`;
  const focus = () => (field.current ?? full.current)?.focus();
  useEffect(() => {
    if (wantsFocus.current) focus();
    wantsFocus.current = false;
  }, [isFull]);
  const comeBack = () => {
    wantsFocus.current = true;
    focus();
  };
  const add = async (event: Event) => {
    event.preventDefault();
    const name = typed.trim();
    if (!name) return focus();
    if (await doing({ do: "name", what, name })) setTyped("");
    comeBack();
  };
  return (
    <>
      <ul class="names">
        {names.map((name) => (
          <NameRow
            key={name.id}
            name={name}
            what={what}
            canRemove={names.length > limits[0]}
            doing={doing}
            gone={comeBack}
          />
        ))}
      </ul>
      {!isFull ? (
        <form class="add" onSubmit={(event) => void add(event)}>
          <label for={id}>{label}</label>
          <input
            id={id}
            ref={field}
            type="text"
            autocomplete="off"
            maxLength={what === "person" ? 40 : 80}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <button type="submit" class={isPrimary ? "primary" : ""}>
            {t("Add")}
          </button>
        </form>
      ) : (
        <p class="count" ref={full} tabIndex={-1}>{t("The sheet is full: {count} names.", { count: names.length })}</p>
      )}
    </>
  );
}

type RowProps = {
  name: Name;
  what: string;
  canRemove: boolean;
  doing: Doing;
  gone: () => void; // the row has been taken off
};

function NameRow({ name, what, canRemove, doing, gone }: RowProps) {
  const [state, setState] = useState<"" | "renaming" | "removing">("");
  const row = useRef<HTMLLIElement>(null);
  const moved = useRef(false);
  useEffect(() => {
    // the button that had the focus has been replaced
    if (moved.current) row.current?.querySelector<HTMLElement>("input, button")?.focus();
    moved.current = true;
  }, [state]);
  const remove = async () => {
    if (await doing({ do: "remove", what, id: name.id })) gone();
  };
  return (
    <li ref={row}>
      {state === "renaming" ? (
        <Rename name={name} what={what} doing={doing} close={() => setState("")} />
      ) : (
        <span class="name">{name.name}</span>
      )}
      {state === "removing" && (
        <span class="moves">
          <span>{t("With all ratings?")}</span>
          <button type="button" aria-label={t("Keep {name}", { name: name.name })} onClick={() => setState("")}>
            {t("Keep")}
          </button>
          <button
            type="button"
            aria-label={t("Remove {name} with all ratings", { name: name.name })}
            onClick={() => void remove()}
          >
            {t("Yes, remove")}
          </button>
        </span>
      )}
      {state === "" && (
        <span class="moves">
          {name.isOwn && (
            <button
              type="button"
              aria-label={t("Change the name {name}", { name: name.name })}
              onClick={() => setState("renaming")}
            >
              {t("Rename")}
            </button>
          )}
          {canRemove && (
            <button
              type="button"
              aria-label={t("Remove {name}", { name: name.name })}
              onClick={() => setState("removing")}
            >
              {t("Remove")}
            </button>
          )}
        </span>
      )}
    </li>
  );
}

type RenameProps = { name: Name; what: string; doing: Doing; close: () => void };

function Rename({ name, what, doing, close }: RenameProps) {
  const [typed, setTyped] = useState(name.name);
  const save = async (event: Event) => {
    event.preventDefault();
    const isSame = !typed.trim() || typed.trim() === name.name;
    if (isSame || (await doing({ do: "name", what, id: name.id, name: typed.trim() }))) close();
  };
  return (
    <form class="rename" onSubmit={(event) => void save(event)}>
      <input
        type="text"
        autocomplete="off"
        aria-label={t("New name for {name}", { name: name.name })}
        maxLength={what === "person" ? 40 : 80}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && close()}
      />
      <button type="submit">{t("Save")}</button>
    </form>
  );
}
