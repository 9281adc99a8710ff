// Compiles and runs Ink inside Python (quickjs), never in a browser: a page knows only the lines
// that were said. `course/ink.py` calls the functions put into `ink`; what they return is JSON.
import { Compiler, CompilerOptions } from "inkjs/compiler/Compiler";
import { Path } from "inkjs/engine/Path";
import type { Story } from "inkjs/engine/Story";

const ERROR = 2; // 1 is a warning, 0 a note that the author left for themselves

type Problem = { kind: number; message: string };

let story: Story;
let problems: Problem[] = [];

function note(message: string, kind: number): void {
  problems.push({ kind, message });
}

// Does something that may throw; what went wrong is in `problems` afterwards.
function attempt(work: () => void): void {
  problems = [];
  try {
    work();
  } catch (error) {
    if (!problems.some(({ kind }) => kind === ERROR)) note(String(error), ERROR);
  }
}

function compile(source: string): string {
  attempt(() => {
    story = new Compiler(source, new CompilerOptions(null, [], true, note)).Compile();
    story.onError = note;
  });
  return JSON.stringify({ problems });
}

// Goes on to the next menu or to the end.
function turn(before: () => void): string {
  const lines: object[] = [];
  attempt(() => {
    before();
    while (story.canContinue) {
      const text = (story.Continue() ?? "").trim();
      const tags = story.currentTags ?? [];
      if (text || tags.length) lines.push({ text, tags });
    }
  });
  return JSON.stringify({ problems, lines, choices: choices() });
}

function choices(): object[] {
  return story.currentChoices.map(({ text, tags, sourcePath }) => ({
    text: text.trim(),
    tags: tags ?? [],
    line: lineOf(sourcePath),
  }));
}

function lineOf(path: string): number {
  return story.ContentAtPath(new Path(path)).obj?.debugMetadata?.startLineNumber ?? 0;
}

function choose(index: number): string {
  return turn(() => {
    if (!story.currentChoices[index]) throw new RangeError(`there is no choice ${index}`);
    story.ChooseChoiceIndex(index);
  });
}

function start(): string {
  return turn(() => {
    story.ResetState();
    story.state.storySeed = 0; // the same story gives the same saved text
  });
}

// Knots with their lines; the compiler's own containers have no line.
function knots(): string {
  const named = [...story.mainContentContainer.namedContent];
  return JSON.stringify(
    named.map(([name]) => [name, story.KnotContainerWithName(name)?.debugMetadata?.startLineNumber ?? 0]),
  );
}

function visited(): string {
  const names = [...story.mainContentContainer.namedContent.keys()];
  return JSON.stringify(names.filter((name) => story.state.VisitCountAtPathString(name)));
}

Object.assign(globalThis, {
  ink: {
    compile,
    start,
    choose,
    save: () => story.state.ToJson(),
    load: (text: string) => turn(() => story.state.LoadJson(text)),
    knots,
    visited,
  },
});
