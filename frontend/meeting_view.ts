// What the kernel tells the screens of a meeting; see course/activities/meeting_views.py.
export type Part = "customer" | "employee" | "observer";
export type Phase = "gather" | "brief" | "calibrate" | "play" | "score" | "debrief" | "follow-up" | "ended";
export type Alarm = "green" | "amber" | "red";
export type Outcome = "seen" | "not seen" | "no chance";

export type Clock = {
  state: "ready" | "running" | "paused" | "over";
  elapsed: number; // seconds played when the view was made
  play: number; // seconds that the scene is meant to take
  timer: "soft" | "hard" | "silent";
};

export type Public = {
  number: number;
  phase: Phase;
  title: string;
  standard: { id: string; name: string; view: string };
  brief: string;
  people: { seat: string; name: string; part: Part | null; ready: boolean }[];
  characters: { customer: string; employee: string };
  clock: Clock;
  alarm: Alarm | null;
  plays: number;
  has_vignettes: boolean;
};

export type WatchItem = { id: string; text: string; critical: boolean };
export type Grade = "fail" | "borderline" | "pass" | "good" | "role model";

export type ScoreForm = {
  watch: WatchItem[];
  standards: { id: string; name: string; anchors: Record<"1" | "3" | "5", string> }[];
  levels: number[];
  outcomes: Outcome[];
  grades: Grade[];
};

export type Score = {
  watch: Record<string, Outcome>;
  levels: Record<string, number>;
  grade: Grade;
  moment: string;
};

export type Result = {
  what: "watch" | "level" | "grade";
  id: string;
  text: string;
  counts: { value: string | number; count: number }[];
  disagreement: number; // 0 to 1
};

export type DebriefStep = { id: string; title: string; minutes: number; aim?: string; say?: string[] };

export type Debrief = {
  step: number;
  since: number | null; // seconds since the step began
  steps: DebriefStep[];
  question: string;
  met: string[];
  moments: string[];
  scorers: number;
};
