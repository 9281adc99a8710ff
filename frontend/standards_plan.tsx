// Before the work begins: what it is called, and how much customers count.
import { useRef, useState } from "preact/hooks";
import { dateWords } from "./dates";
import type { Doing } from "./scene_sheet_parts";
import { Versions } from "./standards_parts";
import type { PlanView } from "./standards_view";
import { t } from "./words";

const HALF = 50;

export function PlanStandards({ view, act }: { view: PlanView; act: Doing }) {
  const { plan } = view;
  const [title, setTitle] = useState(plan.title);
  const [share, setShare] = useState(HALF);
  const [kiosk, setKiosk] = useState(true);
  const field = useRef<HTMLInputElement>(null);
  const isBusy = useRef(false);
  const begin = async (message: Parameters<Doing>[0]) => {
    if (isBusy.current) return;
    isBusy.current = true;
    await act(message);
    isBusy.current = false;
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (!title.trim()) return field.current?.focus();
    void begin({ do: "plan", title, share, kiosk });
  };
  if (plan.problem) {
    return (
      <>
        <p>{t("Your file of standards has a problem. Mend it first; nothing is written over it.")}</p>
        <pre class="problem">{plan.problem}</pre>
      </>
    );
  }
  return (
    <>
      {plan.standards.length > 0 && (
        <p>{t("You go on from what is published: {names}.", { names: plan.standards.join(" · ") })}</p>
      )}
      <form class="begin" onSubmit={submit}>
        <label class="field">
          <span>{t("What are your standards called?")}</span>
          <input
            ref={field}
            value={title}
            maxLength={60}
            placeholder={t("What our guests can count on")}
            required
            onInput={(event) => setTitle(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{t("How much do customers count?")}</span>
          <select value={share} onChange={(event) => setShare(Number(event.currentTarget.value))}>
            {plan.shares.map((each) => (
              <option key={each} value={each}>
                {t("{n} of 100 points", { n: each })}
              </option>
            ))}
          </select>
          <span class="count">
            {t("Managers and staff share the other points. You fix this now, before anybody knows what comes of it.")}
          </span>
        </label>
        <label class="tick-box">
          <input type="checkbox" checked={kiosk} onChange={(event) => setKiosk(event.currentTarget.checked)} />
          <span>{t("Ask customers at the kiosk, too")}</span>
        </label>
        <p class="act">
          <button class="primary big">{t("Begin")}</button>
          <button type="button" onClick={() => void begin({ do: "sample" })}>
            {t("Try it with a made-up hotel")}
          </button>
        </p>
        {plan.last && (
          <p>
            <button type="button" onClick={() => void begin({ do: "reopen" })}>
              {t("Go on with “{title}”, begun on {when}", {
                title: plan.last.title,
                when: dateWords(new Date(plan.last.at * 1000), { dateStyle: "medium" }),
              })}
            </button>
          </p>
        )}
      </form>
      <Versions versions={plan.versions} />
    </>
  );
}
