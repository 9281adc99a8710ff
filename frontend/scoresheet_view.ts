// What the kernel sends for a score sheet.
export type Standard = {
  id: string;
  name: string;
  own: boolean; // named by the team itself
  view: string | null;
  critical: boolean;
  behaviours: string[];
  anchors: Record<string, string>;
  points: number;
};
export type Rating = {
  level: number | null;
  note: string;
  course?: { level: number; why: string | null } | null;
};
export type SheetPerson = {
  id: string;
  name: string;
  about: string | null;
  practice: boolean;
  ratings: Record<string, Rating>;
  compared: string | null;
};
export type Place = { person: string; place: number; value: string; share: number; sentence: string };
export type SheetResult = {
  step: "one" | "group" | "gap";
  statement: string;
  reasons: string[];
  groups: { people: string[]; sentence: string }[];
  more: number;
  gaps: string[];
  met: Record<string, string[]>;
  places: Place[];
};
export type SheetView = {
  name: string;
  own: boolean;
  title: string;
  story: string | null;
  ordered: boolean;
  threshold: number;
  limits: { people: [number, number]; standards: [number, number] };
  standards: Standard[];
  people: SheetPerson[];
  open: number;
  result: SheetResult | null;
};
/** Ask the kernel for something; tells whether it is stored. */
export type Doing = (message: { do: string } & Record<string, unknown>) => Promise<boolean>;
