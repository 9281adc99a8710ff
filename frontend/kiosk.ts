// A browser that anybody may use. The server adds this script to every page of a kiosk. It keeps the
// history one page long, watches for people who have left, brings a keyboard, closes the ways out,
// and waits for a server that has gone. Opening the start page is what resets the kiosk.
import { Guide } from "./kiosk_guide";
import { watchIdle } from "./kiosk_idle";
import { offerKeyboard } from "./kiosk_keyboard";
import { closeWaysOut } from "./kiosk_locks";

const { start, health, idle, countdown } = document.querySelector<HTMLElement>("script[data-idle]")!.dataset;
const RETURN_AFTER = 8000; // milliseconds that thanks are shown

const guide = new Guide(start!, health!);

function begin(): void {
  const kind = document.querySelector("main")?.dataset.kiosk;
  offerKeyboard();
  if (kind === "start") guide.wipe();
  else watchIdle(Number(idle), Number(countdown), () => void guide.reset());
  if (kind === "thanks") setTimeout(() => void guide.reset(), RETURN_AFTER);
}

closeWaysOut(() => guide.refuse());
guide.lead();
if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
else begin();
