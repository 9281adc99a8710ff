// Ratings from a spreadsheet: pasted or as a file, looked through, and stored only when all is right.
import { useEffect, useRef, useState } from "preact/hooks";
import { Pick, type Pair } from "./pick";
import { errorOf, newId, type Port } from "./port";
import type { Doing, Intake, RoleModelsView } from "./role_models_view";
import { percent, t } from "./words";

const MOST = 2 * 1024 * 1024; // bytes
const PIECE = 96 * 1024; // bytes of one message; a multiple of three, so that base64 needs no filling
const TRIES = 3; // a kernel that ended has forgotten the first pieces

type Props = { port: Port; view: RoleModelsView; isOpen: boolean; setOpen: (open: boolean) => void; act: Doing };

export function TakeIn({ port, view, isOpen, setOpen, act }: Props) {
  const [pasted, setPasted] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [catalogue, setCatalogue] = useState(view.catalogues[0]?.id ?? "");
  const [title, setTitle] = useState("");
  const [sent, setSent] = useState<number | null>(null);
  const [name, setName] = useState(""); // of what was sent last
  const [error, setError] = useState("");
  const outcome = useRef<HTMLDivElement>(null);
  const intake = view.intake && view.intake.file === name ? view.intake : null;

  useEffect(() => {
    if (intake) outcome.current?.focus();
  }, [intake?.file]);

  const lookThrough = async (event: Event) => {
    event.preventDefault();
    if (sent !== null) return;
    const content = file ?? new Blob([pasted]);
    if (content.size === 0) return setError(t("Paste the table, or choose a file."));
    if (content.size > MOST) return setError(t("The file is larger than 2 MB."));
    setError("");
    const bytes = new Uint8Array(await content.arrayBuffer());
    const fresh = newId();
    setName(fresh);
    setSent(0);
    setError(await sendWhole(port, bytes, fresh, catalogue, setSent));
    setSent(null);
  };
  const store = async (event: Event) => {
    event.preventDefault();
    if (await act({ do: "store", stamp: intake!.stamp, title })) {
      setPasted("");
      setFile(null);
      setName("");
      setTitle("");
    }
  };
  const changed = () => setName(""); // what was looked through is not what stands here any more
  return (
    <details class="take-in no-print" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("Bring in ratings from a spreadsheet")}</summary>
      <p>
        {t("One row for each rating. The first row names the columns: observer, person, standard, scene, when, level. A level is 1 to 5, or “no chance”; a date looks like 2026-05-04.")}
      </p>
      <form onSubmit={(event) => void lookThrough(event)} class="look-through">
        <Pick
          label={t("The standards that were rated")}
          value={catalogue}
          choose={(slug) => { setCatalogue(slug); changed(); }}
          options={view.catalogues.map(({ id, title: words }): Pair => [id, words])}
        />
        <label class="pick">
          <span>{t("A file: .xlsx, .ods or .csv, at most 2 MB")}</span>
          <input
            type="file"
            accept=".csv,.txt,.tsv,.xlsx,.ods"
            onChange={(event) => { setFile(event.currentTarget.files?.[0] ?? null); changed(); }}
          />
        </label>
        {!file && (
          <label class="pick wide">
            <span>{t("Or paste the table here")}</span>
            <textarea
              rows={6}
              spellcheck={false}
              autocomplete="off"
              value={pasted}
              onInput={(event) => { setPasted(event.currentTarget.value); changed(); }}
            />
          </label>
        )}
        <div class="act wide">
          <button type="submit" class={intake?.stamp || view.source ? "" : "primary"} aria-disabled={sent !== null}>
            {sent === null ? t("Look through them") : t("Sending … {share}", { share: percent(sent) })}
          </button>
          <p class="error" role="alert">{error}</p>
        </div>
      </form>
      {intake && (
        <div class={`outcome ${intake.stamp ? "fine" : "faults"}`} ref={outcome} tabIndex={-1} role="group" aria-label={t("What is in them")}>
          {intake.stamp ? (
            <>
              <p>{intake.words}</p>
              <form onSubmit={(event) => void store(event)} class="act">
                <label class="pick">
                  <span>{t("What shall we call them?")}</span>
                  <input value={title} maxLength={80} autocomplete="off" onInput={(event) => setTitle(event.currentTarget.value)} />
                </label>
                <button type="submit" class="primary">{t("Store them")}</button>
              </form>
            </>
          ) : (
            <Faults intake={intake} />
          )}
        </div>
      )}
    </details>
  );
}

function Faults({ intake }: { intake: Intake }) {
  return (
    <>
      <p>{t("Nothing is stored yet. Mend this, then look through them again:")}</p>
      <ul>
        {intake.problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
      {intake.more > 0 && <p>{t("And {more} more.", { more: intake.more })}</p>}
    </>
  );
}

type Told = (share: number) => void;

/** Send a file piece by piece; from the start again when a kernel ended. Returns what went wrong. */
async function sendWhole(port: Port, bytes: Uint8Array, file: string, catalogue: string, told: Told): Promise<string> {
  const of = Math.ceil(bytes.length / PIECE);
  let wrong = "";
  for (let turn = 0; turn < TRIES; turn += 1) {
    wrong = "";
    for (let number = 0; number < of && !wrong; number += 1) {
      const data = base64(bytes.subarray(number * PIECE, (number + 1) * PIECE));
      const reply = await port.act({ do: "piece", file, number, of, data, catalogue });
      if (!reply.ok) wrong = errorOf(reply);
      told((number + 1) / of);
    }
    if (!wrong || of === 1) break;
  }
  return wrong;
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
