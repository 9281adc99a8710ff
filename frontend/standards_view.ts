// What the kernel tells the pages of work on standards; see course/activities/standards_views.py.
import type { Join } from "./meeting_view";
import type { Doing } from "./scene_sheet_parts";
import type { Port } from "./port";

export type Group = "managers" | "staff" | "customers";
export type Stage = "collect" | "merge" | "rank" | "weigh" | "describe" | "publish";
export type Way = "ranks" | "swing" | "best-worst" | "pairs";
export type Points = Record<string, number>;

export type Version = {
  number: number;
  at: number; // seconds since the epoch
  standards: number;
  changes: {
    added: string[];
    retired: string[];
    renamed: [string, string][];
    reworded: string[];
    points: [string, number, number][];
  };
};

export type PlanView = {
  kind: string;
  stage: "plan";
  plan: {
    problem: string; // of a file that was edited by hand
    last: { title: string; at: number } | null; // ended, and could still go on
    title: string;
    standards: string[];
    versions: Version[];
    shares: number[];
  };
};

export type Suggestion = { id: string; text: string; group: Group; in: string | null; away: boolean };
export type Named = { id: string; name: string; old: boolean };

export type Opinion = { group: Group; count: number; ranks: Record<string, number>; agreement: number | null };
export type Difference = { standard: string; before: Group; behind: Group; places: number };

export type Weighed = {
  points: Points;
  ratio: number | null;
  again: [string, string, number] | null;
  same: boolean; // whether the order is that of the ranks
};
export type Question = { one: string; other: string; answer: [string, string, number] | null };

export type Draft = {
  id: string;
  fields: Record<string, string> & { critical: unknown };
  missing: string[];
  advice: Record<string, string>;
};

export type LeadView = {
  kind: string;
  number: number;
  stage: Stage;
  title: string;
  share: number; // of 100, for customers
  kiosk: boolean;
  is_sample: boolean;
  join: Join;
  phones: number;
  limits: [number, number];
  suggestions: Suggestion[];
  standards: Named[];
};
export type CollectView = LeadView & { words: { id: string; text: string; about: string; level: number }[] };
export type MergeView = LeadView & { last: { number: number; kind: string } | null };
export type RankView = LeadView & {
  order: string[];
  is_ordered: boolean;
  given: { staff: number; customers: number };
  opinions: Opinion[];
  differences: Difference[];
};
export type WeighView = LeadView & {
  groups: Group[]; // that gave an order
  way: Way;
  ways: Partial<Record<Way, Weighed>>;
  worth: Points;
  ends: [string, string] | [];
  questions: Record<"best-worst" | "pairs", Question[]>;
  times: number[];
  most_paired: number;
};
export type DescribeView = LeadView & {
  drafts: Draft[];
  behaviours: string[];
  anchors: string[];
  dimensions: Record<string, string>;
  empty: string[];
  longest: number;
};
export type PublishView = LeadView & {
  versions: Version[];
  problem: string;
  is_published: boolean;
  empty: string[];
  draft: {
    standards: { name: string; view: string; critical: boolean; points: number | null }[];
    retired: string[];
  } | null;
};

export type StageProps<View> = { view: View; act: Doing; port: Port };

export type AskView = {
  kind: string;
  number: number;
  stage: "suggest" | "rank" | "thanks";
  title: string;
  me: { name: string };
  mine: { id: string; text: string; used: boolean }[];
  others: string[];
  standards: Named[];
  order: string[] | null;
  published: number | null;
};
