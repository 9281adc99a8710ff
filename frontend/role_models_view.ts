// What the kernel shows of the role-model sheet.
import type { Act } from "./port";

export type Source = { id: string; title: string; at: number | null; looks: number | null; what: "sample" | "round" | "file" };
export type Intake = {
  file: string;
  problems: string[];
  more: number;
  stamp: string | null;
  words: string | null;
};
export type CellView = {
  state: "met" | "not" | "again";
  more: number;
  words: string;
  ratings: number;
  scenes?: number;
  raters?: number;
  mean?: number;
  low?: number;
  high?: number;
  chance?: number;
  moments: string[];
};
export type Person = { id: string; name: string; met: number };
export type Standard = {
  id: string;
  name: string;
  view: string;
  points: number;
  critical: boolean;
  met_by: string[];
  gap: "gap" | "unsettled" | null;
};
export type Group = { people: string[]; sentence: string; covered: string[] };
export type Place = {
  person: string;
  value: number;
  least: number;
  most: number;
  places: string;
  first: number; // the chance
  band: number;
};
export type Agreement = {
  standard: string;
  value: number | null;
  low: number | null;
  high: number | null;
  units: number;
  words: string;
};
export type Sheet = {
  counted: string;
  threshold: number;
  people: Person[];
  standards: Standard[];
  cells: Record<string, Record<string, CellView>>;
  step: "one" | "nearly" | "group" | "gap";
  statement: string;
  reasons: string[];
  groups: Group[];
  more: number;
  places: Place[];
  ranking: string;
  stability: string[];
  looks: string[];
  flags: string[];
  apart: string[];
  agreement: Agreement[];
};
export type Settings = Record<"scenes" | "raters" | "half_width" | "threshold" | "sure", number>;
export type Answer = {
  sentence: string;
  ranking: string;
  statement: string;
  groups: { people: string[]; names: string }[];
  more: number;
};
export type Decision = { people: string[]; names: string; by: string; at: number };
/** What the phones of a round may be asked for; `given` is when they were, for what is known now. */
export type Advice = { words: string; can_ask: boolean; given: number | null };
export type RoleModelsView = {
  has_files: boolean;
  sources: Source[];
  source: string | null;
  catalogues: { id: string; title: string }[];
  intake: Intake | null;
  progress: { share: number; words: string } | null;
  sheet: Sheet | null;
  answer: Answer | null;
  failed?: boolean; // working the ratings through ended with an error
  settings?: Settings;
  choices?: Record<keyof Settings, number[]>;
  newer?: number;
  unseen?: string[];
  decision?: Decision | null;
  advice?: Advice | null;
};
/** Asks the kernel to do something; tells whether it was done. */
export type Doing = (message: Act) => Promise<boolean>;

/** Names of people by id. */
export function namesOf({ people }: Sheet): Map<string, string> {
  return new Map(people.map(({ id, name }) => [id, name]));
}
