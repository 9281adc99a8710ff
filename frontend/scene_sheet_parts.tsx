// What the phases of a scene sheet are made of.
import type { ComponentChildren } from "preact";
import type { SheetView } from "./meeting_view";
import type { Act, Port } from "./port";
import { lines } from "./rehearsal";
import { t } from "./words";

/** Asks the kernel to do something; tells whether it was done. */
export type Doing = (message: Act) => Promise<boolean>;
export type PhaseProps = { view: SheetView; act: Doing; port: Port };

type CardProps = { title: string; kind?: string; children: ComponentChildren };

/** A part of the page with a heading of its own. */
export function Card({ title, kind = "", children }: CardProps) {
  return (
    <section class={`sheet-card ${kind}`}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** What everybody knows of the scene, and what is practised in it. */
export function SceneBrief({ view }: { view: SheetView }) {
  return (
    <Card title={t("What everyone knows")}>
      <Prose text={view.brief} />
      <Standard view={view} />
    </Card>
  );
}

export function Standard({ view }: { view: Pick<SheetView, "standard"> }) {
  return (
    <p>
      {t("We practise:")} <strong>{view.standard.name}</strong> – {view.standard.view}
    </p>
  );
}

/** The brief that nobody else may see; nothing for observers, who have none. */
export function OwnBrief({ view }: { view: SheetView }) {
  if (!view.part_brief) return null;
  return (
    <Card title={t("Only for you")} kind="private">
      <Prose text={view.part_brief} />
    </Card>
  );
}

export function Prose({ text }: { text: string }) {
  return (
    <>
      {lines(text).map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
    </>
  );
}

/** A tick, for what is done or chosen. */
export function Tick() {
  return (
    <svg class="tick" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M5 13l5 5 9-11" />
    </svg>
  );
}
