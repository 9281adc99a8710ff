// How every page of a meeting acts, and where its focus goes.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { errorOf, type Port } from "./port";
import type { Doing } from "./scene_sheet_parts";

/** What does something, and what went wrong with the last try. */
export function useDoing(port: Port): [Doing, string] {
  const [error, setError] = useState("");
  const act: Doing = async (message) => {
    setError("");
    const reply = await port.act(message);
    if (!reply.ok) {
      setError(errorOf(reply));
      void port.act({ do: "look" }); // where the meeting is by now
    }
    return reply.ok;
  };
  return [act, error];
}

/** A heading that gets the focus when the page shows something else; not from somebody who types. */
export function useFocusOnChange(place: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(place);
  useLayoutEffect(() => {
    if (before.current === place) return;
    before.current = place;
    if (document.activeElement?.matches("textarea:enabled")) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest("section")?.scrollIntoView({ block: "start", behavior: "instant" });
  }, [place]);
  return heading;
}
