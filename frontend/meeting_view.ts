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

export type Vignette = {
  number: number;
  name: string;
  note: string;
  mine: number | null;
  course: number | null; // only when one has chosen oneself
  why: string | null;
  anchors: ScoreForm["standards"][number]["anchors"];
};

export type Cue = { at: number; kind: "raise" | "ease"; text: string };

/** What one phone may see; which of the optional parts are there depends on phase and part. */
export type SheetView = Public & {
  me: {
    seat: string;
    name: string;
    part: Part | null;
    is_here: boolean;
    is_ready: boolean;
    declined: Part[];
  };
  part_brief?: string;
  vignettes?: Vignette[];
  cues?: Cue[]; // the newest last
  watch?: (WatchItem & { outcome?: Outcome | null })[];
  sheets?: { given: number; all: number };
  form?: ScoreForm | null; // null for whoever is scored
  marks?: Record<string, Outcome>;
  score?: Score | null;
  debrief?: Debrief;
  results?: Result[];
  goal?: { when: string; then: string };
  retry_at?: number | null; // seconds since the epoch
  next_at?: number | null;
};

export type Scene = {
  slug: string;
  title: string;
  catalogue: string;
  standard: string;
  difficulty: number;
  minutes: number;
  played: number;
  last: number | null; // seconds since the epoch
  news: News | null;
};

/** What is new in a scene: a mood at a place, for how many of those who are likely to come. */
export type News = { mood: string; channel: string; new: number; all: number };

export type Planned = { slug: string; title: string; at: number; timer: Clock["timer"]; calendar: string };

export type Plan = {
  standards: { catalogue: string; id: string; name: string; view: string }[];
  scenes: Scene[]; // those to play next first
  timers: Clock["timer"][];
  planned: Planned | null;
  suggested_at: number; // seconds since the epoch
  past: { title: string; standard: string; at: number; people: number; next_at: number | null }[];
};

export type Join = { code: string; url: string; qr: { size: number; path: string } | null };

export type Attendant = Public["people"][number] & {
  paper: boolean;
  declined: Part[];
  guessed: number;
  scored: boolean | null; // null for whoever is not asked
};

/** What the trainer's laptop shows while a meeting is on. */
export type MeetingView = Omit<Public, "people"> & {
  people: Attendant[];
  next: Phase[];
  join: Join;
  rewinds: number[];
  paper_forms?: Record<string, ScoreForm>; // by seat
  debrief?: Debrief;
  questions?: string;
  results?: Result[];
  self?: { questions: { id: string; text: string }[]; levels: string[]; rating: Record<string, string> };
  goals?: number;
  next_at?: number | null;
  suggested_at?: number;
  calendar?: string | null;
  next_scene?: Scene;
};

export type BigScreenView = Public & { join: Join; debrief?: Debrief };
