// "Still there?": asked when nobody has touched the screen for a while. Any touch or key goes on;
// without one the kiosk is reset. Clock times are compared, so that a screen that slept counts too.
import { t } from "./words";

const ALIVE = ["pointerdown", "pointermove", "keydown", "wheel", "input"];
const TOLD = [20, 10, 5]; // seconds left that are announced

/** Watch for people who have left; `idle` and `countdown` in seconds. */
export function watchIdle(idle: number, countdown: number, reset: () => void): void {
  const dialog = new Dialog(reset);
  let touched = Date.now();
  const goOn = (event: Event) => {
    if (dialog.isFinish(event.target)) return;
    touched = Date.now();
    dialog.close();
  };
  for (const kind of ALIVE) document.addEventListener(kind, goOn, { capture: true, passive: true });
  const timer = setInterval(look, 500);

  function look(): void {
    if (!document.querySelector("main")) return; // reset already, and waiting for the server
    const left = Math.ceil((touched - Date.now()) / 1000) + idle + countdown;
    if (left > countdown) return;
    if (left > 0) return dialog.show(left);
    clearInterval(timer);
    reset();
  }
}

class Dialog {
  private element = document.createElement("dialog");
  private seconds = document.createElement("p");
  private told = document.createElement("p");
  private finish = button(t("Finish now"));

  constructor(reset: () => void) {
    const title = document.createElement("h2");
    const stay = button(t("Yes, go on"));
    const actions = document.createElement("p");
    title.id = "idle-title";
    title.textContent = t("Still there?");
    this.told.className = "unseen";
    this.told.setAttribute("role", "status");
    this.seconds.id = "idle-words";
    actions.className = "actions";
    stay.className = "button primary";
    stay.autofocus = true;
    stay.onclick = () => this.close();
    this.finish.onclick = reset;
    actions.append(stay, this.finish);
    this.element.className = "idle";
    this.element.setAttribute("role", "alertdialog");
    this.element.setAttribute("aria-labelledby", title.id);
    this.element.setAttribute("aria-describedby", this.seconds.id);
    this.element.append(title, this.seconds, this.told, actions);
  }

  show(left: number): void {
    const words = t("This screen closes in {n} seconds, so that nobody sees what you did here.", { n: left });
    this.seconds.textContent = words;
    if (TOLD.includes(left)) this.told.textContent = words;
    if (this.element.open) return;
    document.body.append(this.element);
    this.element.showModal();
  }

  close(): void {
    if (!this.element.open) return;
    this.element.close(); // gives the focus back
    this.element.remove();
  }

  isFinish(target: EventTarget | null): boolean {
    return this.finish === target;
  }
}

function button(words: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = words;
  return made;
}
