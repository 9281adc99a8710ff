// Which component draws which kind of activity.
import { type ComponentType, render } from "preact";
import { BigScreen } from "./big_screen";
import { Desk } from "./desk";
import { Generator } from "./generator";
import { Meeting } from "./meeting";
import { MyMoments } from "./my_moments";
import { ObservationRounds } from "./observation";
import { Observe } from "./observe";
import type { Port } from "./port";
import { Quiz } from "./quiz";
import { Rehearsal } from "./rehearsal";
import { RoleModels } from "./role_models";
import { SceneSheet } from "./scene_sheet";
import { ScoreSheet } from "./scoresheet";
import { Standards } from "./standards";
import { StandardsSuggest } from "./standards_suggest";
import { Shelf } from "./shelf";
import { Worksheet } from "./worksheet";

const COMPONENTS: Record<string, ComponentType<{ port: Port }>> = {
  big_screen: BigScreen,
  desk: Desk,
  generator: Generator,
  meeting: Meeting,
  my_moments: MyMoments,
  observation: ObservationRounds,
  observe: Observe,
  quiz: Quiz,
  rehearsal: Rehearsal,
  "role-models": RoleModels,
  scene_sheet: SceneSheet,
  scoresheet: ScoreSheet,
  standards: Standards,
  "standards-suggest": StandardsSuggest,
  shelf: Shelf,
  worksheet: Worksheet,
};

/** Draw an activity into a place on the page; returns a function that takes it away. */
export function mount(place: HTMLElement, port: Port): () => void {
  const Component = COMPONENTS[port.view.kind];
  if (!Component) throw new Error(`no component for activities of kind '${port.view.kind}'`);
  place.classList.add("course-activity");
  render(<Component port={port} />, place);
  return () => render(null, place);
}
