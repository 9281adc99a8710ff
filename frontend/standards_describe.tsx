// Describing: each standard in words that one can see and hear, with kind advice while one writes.
import { useState } from "preact/hooks";
import { Saved } from "./saved";
import type { Doing } from "./scene_sheet_parts";
import { Onward } from "./standards_parts";
import type { DescribeView, Draft, StageProps } from "./standards_view";
import { dimensionWord } from "./standards_words";
import { useTexts, type Texts } from "./texts";
import { t } from "./words";

const TYPED = ["name", "view"];

export function DescribeStandards({ view, act, port }: StageProps<DescribeView>) {
  const [chosen, setChosen] = useState(view.drafts.find(({ missing }) => missing.length > 0)?.id ?? view.drafts[0]!.id);
  const fields = [...TYPED, ...view.behaviours, ...view.anchors];
  const stored = Object.fromEntries(
    view.drafts.flatMap((draft) => fields.map((field) => [`${draft.id}/${field}`, draft.fields[field] ?? ""])),
  );
  const texts = useTexts(port, stored, view.longest, describe);
  const draft = view.drafts.find(({ id }) => id === chosen) ?? view.drafts[0]!;
  const next = view.drafts.find(({ id, missing }) => id !== draft.id && missing.length > 0);
  const open = view.drafts.filter(({ missing }) => missing.length > 0).length;
  const show = (id: string) => {
    texts.save();
    setChosen(id);
  };
  return (
    <>
      <p class="lead">{t("Write so that two people who watch agree on what they saw. All you type is kept.")}</p>
      <Drafts view={view} chosen={draft.id} show={show} />
      <DraftForm key={draft.id} view={view} draft={draft} texts={texts} act={act} />
      <Empty view={view} />
      {draft.missing.length === 0 && next && (
        <p class="act">
          <button type="button" class="primary big" onClick={() => show(next.id)}>
            {t("Next: {name}", { name: next.fields.name ?? "" })}
          </button>
        </p>
      )}
      <Onward
        view={view}
        act={act}
        to="publish"
        back="weigh"
        label={t("Look at them before you publish")}
        isPrimary={open === 0}
      />
    </>
  );
}

const describe = (prompt: string, value: string) => {
  const [standard, field] = prompt.split("/");
  return { do: "describe", standard, field, value };
};

type DraftsProps = { view: DescribeView; chosen: string; show: (id: string) => void };

function Drafts({ view, chosen, show }: DraftsProps) {
  return (
    <ul class="drafts" aria-label={t("Standards")}>
      {view.drafts.map(({ id, fields, missing }) => (
        <li key={id}>
          <button type="button" aria-pressed={id === chosen} onClick={() => show(id)}>
            <strong>{fields.name}</strong>
            <span class="count">{missing.length === 0 ? t("✓ complete") : t("{n} still to write", { n: missing.length })}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

type FormProps = { view: DescribeView; draft: Draft; texts: Texts; act: Doing };

function DraftForm({ view, draft, texts, act }: FormProps) {
  const line = { draft, texts };
  const set = (field: string, value: unknown) => void act({ do: "describe", standard: draft.id, field, value });
  return (
    <div class="draft" role="group" aria-label={draft.fields.name}>
      <Line {...line} field="name" label={t("Name")} />
      <Line {...line} field="view" label={t("As a customer would say it")} example={t("They let me finish.")} />
      <label class="field">
        <span>{t("What is it about?")}</span>
        <select value={draft.fields.dimension} onChange={(event) => set("dimension", event.currentTarget.value)}>
          <option value="">{t("Choose")}</option>
          {Object.entries(view.dimensions).map(([each, meaning]) => (
            <option key={each} value={each}>
              {t("{name}: {meaning}", { name: dimensionWord(each), meaning })}
            </option>
          ))}
        </select>
      </label>
      <label class="tick-box">
        <input
          type="checkbox"
          checked={Boolean(draft.fields.critical)}
          onChange={(event) => set("critical", event.currentTarget.checked)}
        />
        <span>{t("Critical: more than one person must be able to do it")}</span>
      </label>
      <fieldset>
        <legend>{t("Three to five things that you can see or hear")}</legend>
        {view.behaviours.map((field, index) => (
          <Line key={field} {...line} field={field} label={t("Behaviour {n}", { n: index + 1 })} isOptional={index > 2} />
        ))}
      </fieldset>
      <fieldset>
        <legend>{t("What it looks like")}</legend>
        <Line {...line} field="anchor-1" label={t("1: not at all")} />
        <Line {...line} field="anchor-3" label={t("3: as it should be")} />
        <Line {...line} field="anchor-5" label={t("5: a role model")} />
      </fieldset>
    </div>
  );
}

type LineProps = { draft: Draft; texts: Texts; field: string; label: string; example?: string; isOptional?: boolean };

function Line({ draft, texts, field, label, example, isOptional }: LineProps) {
  const prompt = `${draft.id}/${field}`;
  const id = `standard-${draft.id}-${field}`;
  const state = texts.state(prompt);
  const advice = state === "saving" ? "" : (draft.advice[field] ?? "");
  return (
    <div class={`field ${advice ? "advised" : ""}`}>
      <label for={id}>
        {label} {isOptional && <span class="count">{t("(if you like)")}</span>}
      </label>
      <div class="grow">
        <textarea
          id={id}
          rows={1}
          value={texts.text(prompt)}
          placeholder={example}
          spellcheck
          aria-describedby={`${id}-under`}
          onInput={(event) => texts.type(prompt, event.currentTarget.value)}
          onBlur={texts.save}
        />
        <div class="copy" aria-hidden="true">
          {texts.text(prompt)}
          {"\n"}
        </div>
      </div>
      <div class="under" id={`${id}-under`}>
        {advice && <p class="advice">{advice}</p>}
        <Saved state={state} trouble={texts.error(prompt)} />
      </div>
    </div>
  );
}

/** What customers also judge by, and no standard is about. */
function Empty({ view }: { view: DescribeView }) {
  if (view.empty.length === 0 || view.drafts.some(({ fields }) => !fields.dimension)) return null;
  return (
    <div class="empty-dimensions">
      <p>{t("Customers also judge by this, and no standard is about it:")}</p>
      <ul>
        {view.empty.map((each) => (
          <li key={each}>
            <strong>{dimensionWord(each)}</strong>: {view.dimensions[each]}
          </li>
        ))}
      </ul>
      <p class="count">{t("That may be right for you. If not, go back and add a standard.")}</p>
    </div>
  );
}
