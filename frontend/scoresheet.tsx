// The score sheet: put standards in order, rate people with the anchors in view, see who covers what.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { usePort } from "./hooks";
import { MovableList } from "./movable";
import { errorOf, type Port } from "./port";
import { NameList } from "./scoresheet_names";
import { RatePeople } from "./scoresheet_rating";
import { Result } from "./scoresheet_result";
import type { Doing, SheetView } from "./scoresheet_view";
import { t } from "./words";

export function ScoreSheet({ port }: { port: Port }) {
  const view = usePort(port) as unknown as SheetView;
  const [error, setError] = useState("");
  const doing: Doing = async (message) => {
    setError("");
    const reply = await port.act(message);
    if (!reply.ok) {
      setError(errorOf(reply));
      void port.act({ do: "look" }); // what another page did meanwhile
    }
    return reply.ok;
  };
  const canRate = view.ordered && view.people.length > 0;
  const canAsk = canRate && view.people.length >= view.limits.people[0];
  const first = view.own ? 2 : 1;
  return (
    <section class="scoresheet" aria-label={t("Score sheet: {title}", { title: view.title })}>
      <header>
        <p class="count">{t("Score sheet")}</p>
        <h3>{view.title}</h3>
        {view.story && <p>{view.story}</p>}
      </header>
      {view.own && <OwnNames view={view} doing={doing} />}
      <Order view={view} number={first} doing={doing} />
      {canRate && (
        <Step number={first + 1} title={t("Rate what was seen")}>
          <RatePeople view={view} port={port} doing={doing} />
        </Step>
      )}
      {canAsk && <Outcome view={view} number={first + 2} doing={doing} />}
      <p class="error" role="alert">
        {error}
      </p>
    </section>
  );
}

type StepProps = { number: number; title: string; children: ComponentChildren };

function Step({ number, title, children }: StepProps) {
  return (
    <section class="sheet-step">
      <h4>
        <span class="number">{number}</span> {title}
      </h4>
      {children}
    </section>
  );
}

function OwnNames({ view, doing }: { view: SheetView; doing: Doing }) {
  const isShort = view.people.length < view.limits.people[0];
  return (
    <Step number={1} title={t("Who is on your team?")}>
      <p>
        {isShort
          ? t("Nobody can cover everything alone. Start with two colleagues: initials will do.")
          : t("Initials will do.")}{" "}
        {t("In the course only you see this sheet.")}
      </p>
      <NameList
        what="person"
        names={view.people.map(({ id, name }) => ({ id, name, isOwn: true }))}
        limits={[0, view.limits.people[1]]}
        label={t("Name or initials")}
        isPrimary={isShort}
        doing={doing}
      />
      <details class="standards">
        <summary>{t("Use other standards than these {count}", { count: view.standards.length })}</summary>
        <p>
          {t("Add standards in your own words and take off what does not fit: {least} to {most} in all.", {
            least: view.limits.standards[0],
            most: view.limits.standards[1],
          })}
        </p>
        <NameList
          what="standard"
          names={view.standards.map(({ id, name, own }) => ({ id, name, isOwn: own }))}
          limits={view.limits.standards}
          label={t("A standard, as your customers would say it")}
          isPrimary={false}
          doing={doing}
        />
      </details>
    </Step>
  );
}

type PartProps = { view: SheetView; number: number; doing: Doing };

function Order({ view, number, doing }: PartProps) {
  const [isOpen, setOpen] = useState(false);
  const [moved, setMoved] = useState<string[] | null>(null); // until the kernel has it
  const place = useRef<HTMLDivElement>(null);
  const isMoving = isOpen || !view.ordered;
  const order = fits(moved, view) ? moved! : view.standards.map(({ id }) => id);
  const standards = order.map((id) => view.standards.find((standard) => standard.id === id)!);
  const reorder = async (ids: string[]) => {
    setMoved(ids);
    setOpen(true);
    await doing({ do: "order", standards: ids });
    setMoved((now) => (now === ids ? null : now));
  };
  const finish = async () => {
    if (view.ordered || (await doing({ do: "order", standards: order }))) {
      setOpen(false);
      place.current?.focus();
    }
  };
  return (
    <Step number={number} title={t("Put the standards in order")}>
      <div ref={place} tabIndex={-1} role="group" aria-label={t("Order of the standards")}>
        <p>
          {isMoving
            ? t("Which one would your customers miss most? Put it first. The first counts most.")
            : t("This is how much each of them counts.")}
        </p>
        <MovableList
          name={`${view.name}-order`}
          isFixed={!isMoving}
          reorder={(ids) => void reorder(ids)}
          rows={standards.map((standard, index) => ({
            id: standard.id,
            text: standard.name,
            extra: <Weight points={view.standards[index]!.points} isCritical={standard.critical} />,
          }))}
        />
      </div>
      <p class="act">
        {isMoving ? (
          <button
            type="button"
            class={view.people.length >= view.limits.people[0] ? "primary" : ""}
            onClick={() => void finish()}
          >
            {t("This is the order")}
          </button>
        ) : (
          <button type="button" onClick={() => setOpen(true)}>
            {t("Change the order")}
          </button>
        )}
      </p>
      <details>
        <summary>{t("Why these numbers?")}</summary>
        <p>
          {t("An order says what comes first, not by how much. So the course takes the middle of all weights that fit the order, rounded to whole points. Together they make 100. Put another standard first, and the numbers stay with the places.")}
        </p>
      </details>
    </Step>
  );
}

function fits(moved: string[] | null, view: SheetView): boolean {
  return moved?.length === view.standards.length && view.standards.every(({ id }) => moved.includes(id));
}

function Weight({ points, isCritical }: { points: number; isCritical: boolean }) {
  return (
    <span class="weight">
      <span>{t("counts {points} of 100", { points })}</span>
      {isCritical && <span> · {t("critical: better met by two")}</span>}
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="4" class="rail" />
        <rect width={points} height="4" class="bar" />
      </svg>
    </span>
  );
}

function Outcome({ view, number, doing }: PartProps) {
  const place = useRef<HTMLDivElement>(null);
  const askedHere = useRef(false);
  useEffect(() => {
    if (!view.result || !askedHere.current) return;
    askedHere.current = false;
    place.current?.focus();
    place.current?.scrollIntoView({ block: "start", behavior: "instant" });
  }, [view.result !== null]);
  const ask = () => {
    askedHere.current = true;
    void doing({ do: "result" });
  };
  return (
    <Step number={number} title={t("Who can be the role models?")}>
      {view.result ? (
        <Result view={view} result={view.result} place={place} />
      ) : (
        <>
          {view.open > 0 && (
            <p>{t("Ratings still open: {open}. They count as not met for now.", { open: view.open })}</p>
          )}
          <p class="act">
            <button type="button" class="primary" onClick={ask}>
              {t("Show the result")}
            </button>
          </p>
        </>
      )}
    </Step>
  );
}
