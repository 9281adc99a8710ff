// Which component draws which kind of activity.
import { render } from "preact";
import { Desk } from "./desk";
import type { Port } from "./port";
import { Quiz } from "./quiz";

/** Draw an activity into a place on the page; returns a function that takes it away. */
export function mount(place: HTMLElement, port: Port): () => void {
  place.classList.add("course-activity");
  switch (port.view.kind) {
    case "quiz":
      render(<Quiz port={port} />, place);
      break;
    case "desk":
      render(<Desk port={port} />, place);
      break;
    default:
      throw new Error(`no component for activities of kind '${port.view.kind}'`);
  }
  return () => render(null, place);
}
