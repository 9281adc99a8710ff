// The editor of scenes. A moment after the last key stroke the text is tried out by the server, and what
// is wrong with it, or its cards, are put beside it. Nothing is stored before the form is sent.
import { t } from "./words";

const PAUSE = 600; // milliseconds without a key stroke
const RETRY = 5000; // when the course does not answer

const form = document.querySelector<HTMLFormElement>("form[data-check]")!;
const area = form.querySelector<HTMLTextAreaElement>("textarea")!;
const state = form.querySelector<HTMLElement>(".check-state")!;
const place = document.querySelector<HTMLElement>("#trial")!;
const opened = area.value;

let timer = 0;
let asking: AbortController | undefined;
let isSending = false;

function checkIn(pause: number): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => void check(), pause);
}

async function check(): Promise<void> {
  asking?.abort();
  const mine = (asking = new AbortController());
  state.textContent = t("Checking …");
  const body = new URLSearchParams({
    _xsrf: form.querySelector<HTMLInputElement>("[name=_xsrf]")!.value,
    slug: form.dataset.slug!,
    text: area.value,
  });
  try {
    const answer = await fetch(form.dataset.check!, { method: "POST", body, signal: mine.signal });
    if (answer.status === 204) return; // a newer text is being tried out
    if (answer.redirected || answer.status === 403) return say(t("You are signed out. Your text is still here; sign in again in another window."));
    if (!answer.ok) throw new Error(`the course answered ${answer.status}`);
    show(await answer.text());
  } catch {
    if (mine.signal.aborted) return;
    say(t("The course is not answering. Your text is still here."));
    checkIn(RETRY);
  }
}

function show(html: string): void {
  place.innerHTML = html;
  const count = Number(place.querySelector<HTMLElement>(".trial")?.dataset.count ?? 0);
  if (count) say(count === 1 ? t("1 to mend") : t("{count} to mend", { count }));
  else say(area.value === opened ? t("Nothing to mend") : t("Nothing to mend. Not saved yet."));
}

function say(words: string): void {
  state.textContent = words;
}

/** Mark a line of the text and bring it into view. */
function goTo(line: number): void {
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  area.scrollTop = (area.scrollHeight * (line - 1)) / lines.length - area.clientHeight / 3;
}

area.addEventListener("input", () => checkIn(PAUSE));
place.addEventListener("click", (event) => {
  const line = (event.target as HTMLElement).closest<HTMLElement>("[data-line]")?.dataset.line;
  if (line) goTo(Number(line));
});
form.addEventListener("submit", () => {
  isSending = true;
  clearTimeout(timer);
  asking?.abort();
});
addEventListener("beforeunload", (event) => {
  if (!isSending && area.value !== opened) event.preventDefault();
});
checkIn(0);
