// Whether a text is safe, beside the field it is typed into.
import type { TextState } from "./texts";
import { t } from "./words";

/** Only "Saved" is read aloud, since "Saving" comes with every word. */
export function Saved({ state, trouble }: { state: TextState; trouble: string }) {
  return (
    <p class="saved">
      {state === "saving" && !trouble && <span aria-hidden="true">{t("Saving …")}</span>}
      <span role="status">{trouble || (state === "saved" ? t("Saved") : "")}</span>
    </p>
  );
}
