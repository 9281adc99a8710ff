// What the kernel tells about an observation round: on an observer's phone, on the manager's page, and to
// the person who was seen.

import type { Join } from "./meeting_view";

export type Person = { seat: string; name: string };
export type RoundStandard = {
  id: string;
  name: string;
  view: string;
  behaviours: string[];
  anchors: Record<string, string>;
};
export type Levels = Record<string, number | null>; // null is no chance to see it
export type Seen = Record<string, (boolean | null)[]>;

/** A look that somebody is asked for. */
export type NextLook = { person: string; name: string; situation: string; standards: string[]; is_due: boolean };

/** A look that was made, as whoever made it sees it. */
export type OwnLook = { number: number; name: string; situation: string; levels: Levels; note: string; at: number };

export type ObserveView = {
  title: string;
  is_open: boolean;
  me: Person;
  next: NextLook[];
  is_extra: boolean; // the next looks are those of others, who have not come to it
  made: number;
  left: number;
  team: Person[]; // without me
  needs: Record<string, string[]>; // standards by person, the least known first
  situations: string[];
  standards: RoundStandard[];
  looks: OwnLook[]; // the newest first
  can_withdraw: number | null; // number of the look that may still be taken back
  drafts: Record<string, string>; // notes by person
  longest: number;
  keep_until: number;
};

/** Looks that the plan still takes at a person on a standard; situations and observers for a first word. */
export type Cell = { standard: string; more: number; scenes: number; raters: number; looks: number };
export type Row = Person & { cells: Cell[] };
export type Attendant = Person & {
  is_in_team: boolean;
  is_observer: boolean;
  is_here: boolean;
  made: number;
  left: number;
  late: number;
};
export type Moment = { name: string; situation: string; note: string; at: number; by: string };
export type Planned = { rater: string; person: string; situation: string; standards: string[]; at: number | null };

export type RoundView = {
  phase: "round";
  title: string;
  join: Join;
  until: number;
  keep_until: number;
  is_late: boolean;
  people: Attendant[];
  standards: { id: string; name: string }[];
  grid: Row[];
  advice: { looks: number; left: number; at: number } | null; // what the role-model sheet asked for
  plan: Planned[];
  moments: Moment[];
  troubles: string[];
  looks: number;
  from_meetings: number; // ratings of role-play meetings that are not counted yet
};
export type PastRound = {
  id: string;
  title: string;
  at: number;
  looks: number;
  people: number;
  keep_until: number;
  is_over: boolean;
};
/** `blocks`: so many looks it takes to see somebody once on all standards. */
export type Standards = { slug: string; title: string; standards: string[]; blocks: number };
export type BeginView = {
  phase: "plan";
  catalogues: Standards[];
  people: string[];
  situations: string[];
  least: number; // situations
  most: Record<"people" | "situations" | "situation" | "title" | "name" | "days" | "months", number>;
  looks_each: { choices: number[]; usual: number }; // at each person and standard
  days: number;
  months: number;
  past: PastRound[];
};

export type OwnStandard = {
  id: string;
  name: string;
  view: string;
  looks: number;
  situations: number;
  more: number; // looks until a mean is shown
  level: number | null;
  anchors: string[];
};
export type OwnRound = {
  title: string;
  from: number;
  until: number;
  is_over: boolean;
  keep_until: number;
  looks: number;
  moments: { note: string; situation: string; at: number; by: string }[];
  notes: { note: string; situation: string; at: number; by: string }[];
  standards: OwnStandard[];
};
export type MomentsView = { name: string; rounds: OwnRound[] };
