import { useEffect, useState } from "preact/hooks";
import type { PortPart, View } from "./port";

/** The view of a port; draws again when the kernel sends another. */
export function usePort(port: PortPart): View {
  const [view, setView] = useState(port.view);
  useEffect(() => port.watch(() => setView(port.view)), [port]);
  return view;
}

const WIDE = "(min-width: 720px)";

/** Whether there is room for all items at once. */
export function useWide(): boolean {
  const [isWide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const update = () => setWide(query.matches);
    query.addEventListener("change", update);
    return () => query.removeEventListener("change", update);
  }, []);
  return isWide;
}
