// The live preview for authors. It asks twice a second whether the file was saved, and then puts the
// new page in the place of the old one. Activities talk to the server by plain requests: no kernel.
import { mount } from "./activities";
import { Port, type Reply, type View } from "./port";
import { t } from "./words";

const EVERY = 500; // milliseconds

let unmounts: (() => void)[] = [];
let lastPlace = 0; // how far the author had scrolled when the file was last fine
const state = document.querySelector<HTMLElement>(".preview-state")!;

const main = () => document.querySelector<HTMLElement>("main.preview")!;

/** Send JSON to our own server and read its answer. */
async function post(path: string, body: object): Promise<unknown> {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the preview answered ${answer.status}`);
  return answer.json();
}

/** Draw one activity; its port sends by request, and hears of a server that is gone. */
function show(place: HTMLElement, view: View): () => void {
  const port: Port = new Port(view, (content) => void send(content as { id: string }));
  const send = async (content: { id: string }) => {
    try {
      port.receive((await post("/act", { part: place.id, content })) as Reply);
    } catch {
      const error = t("The preview has stopped, so this was not taken.");
      port.receive({ id: content.id, ok: false, error });
    }
  };
  return mount(place, port);
}

/** Bring the page to life: all activities, and the buttons that start one again. */
function animate(): void {
  for (const place of main().querySelectorAll<HTMLElement>("[data-view]")) {
    let unmount = show(place, JSON.parse(place.dataset.view!) as View);
    unmounts.push(() => unmount());
    const button = main().querySelector<HTMLElement>(`[data-again="${place.id}"]`);
    button?.addEventListener("click", async () => {
      const { view } = (await post("/again", { part: place.id })) as { view: View };
      unmount();
      unmount = show(place, view);
      say(t("Started again."));
    });
  }
}

function say(words: string): void {
  state.textContent = words;
  state.classList.toggle("lost", false);
}

function sayState(): void {
  const { state: kind, count } = main().dataset;
  if (kind === "problems") say(count === "1" ? t("1 to mend") : t("{count} to mend", { count: count! }));
  else say(kind === "fine" ? t("Up to date") : t("Waiting for the file"));
}

/** Put the newest page in the place of this one, at the same height and with the focus kept. */
async function follow(): Promise<void> {
  const answer = await fetch("/", { cache: "no-store" });
  if (!answer.ok) return say(t("This version of the file could not be shown."));
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const wasFine = main().dataset.state === "fine";
  if (wasFine) lastPlace = scrollY;
  const focused = document.activeElement?.id;
  const isOpen = main().querySelector("details")?.open ?? false;
  for (const unmount of unmounts) unmount();
  unmounts = [];
  main().replaceWith(document.adoptNode(fresh.querySelector("main.preview")!));
  animate();
  const details = main().querySelector("details");
  if (details) details.open = isOpen;
  const isFine = main().dataset.state === "fine";
  scrollTo({ top: isFine ? lastPlace : 0, behavior: "instant" });
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  sayState();
}

async function look(): Promise<void> {
  try {
    const answer = await fetch("/state", { cache: "no-store" });
    const { version } = (await answer.json()) as { version: string };
    if (version !== main().dataset.version) await follow();
    else if (state.classList.contains("lost")) sayState();
  } catch {
    state.textContent = t("The preview has stopped. Start it again, and this page goes on.");
    state.classList.add("lost");
  }
  setTimeout(look, EVERY);
}

history.scrollRestoration = "manual"; // a page loaded anew begins at its top
animate();
sayState();
void look();
