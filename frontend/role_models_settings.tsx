// What it takes before the sheet says anything about somebody.
import { useState } from "preact/hooks";
import { Pick, type Pair } from "./pick";
import type { Doing, Settings } from "./role_models_view";
import { percent, t } from "./words";

type Props = { settings: Settings; choices: Record<keyof Settings, number[]>; act: Doing };

export function SettingsForm({ settings, choices, act }: Props) {
  const [now, setNow] = useState(settings);
  const labels: [keyof Settings, string, (value: number) => string][] = [
    ["threshold", t("A standard is met from level"), String],
    ["sure", t("How likely that must be"), percent],
    ["scenes", t("Scenes it takes"), String],
    ["raters", t("Observers it takes"), String],
    ["half_width", t("How vague a mean may be, in levels"), (value) => `± ${value}`],
  ];
  const settle = (event: Event) => {
    event.preventDefault();
    void act({ do: "settings", settings: now });
  };
  return (
    <section class="sheet-part settings no-print">
      <h3>{t("How sure the sheet must be")}</h3>
      <details>
        <summary>{t("Change what it takes")}</summary>
        <form onSubmit={settle}>
          {labels.map(([name, label, words]) => (
            <Pick
              key={name}
              label={label}
              value={String(now[name])}
              choose={(value) => setNow({ ...now, [name]: Number(value) })}
              options={choices[name].map((each): Pair => [String(each), words(each)])}
            />
          ))}
          <p class="act">
            <button type="submit">{t("Work it out with these")}</button>
          </p>
        </form>
      </details>
    </section>
  );
}
