// Ways out of a kiosk, closed: menus of a long press, dropped files, zoom by fingers, keys of the browser.

const FIELDS = "input, textarea, select";
const KEYS = /^(F\d+|BrowserBack|BrowserForward|BrowserHome|ContextMenu)$/;
const EDITING = /^[acvxyz]$/i; // with Ctrl, in a field

/** Close them; `refuse` tells that a way is closed. */
export function closeWaysOut(refuse: () => void): void {
  for (const kind of ["contextmenu", "dragstart", "dragover", "drop", "auxclick"]) {
    document.addEventListener(kind, (event) => event.preventDefault(), true);
  }
  document.addEventListener("selectstart", (event) => isField(event.target) || event.preventDefault());
  document.addEventListener("keydown", (event) => isWayOut(event) && event.preventDefault(), true);
  const active = { passive: false, capture: true };
  document.addEventListener("touchmove", (event) => event.touches.length > 1 && event.preventDefault(), active);
  document.addEventListener("wheel", (event) => event.ctrlKey && event.preventDefault(), active);
  window.open = () => null;
  window.print = refuse;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(FIELDS) !== null;
}

function isWayOut(event: KeyboardEvent): boolean {
  const isEditing = isField(event.target) && EDITING.test(event.key) && !event.altKey;
  const isCommand = event.ctrlKey || event.metaKey || (event.altKey && event.key.startsWith("Arrow"));
  const isLetter = event.getModifierState("AltGraph"); // Ctrl and Alt, on some keyboards
  return KEYS.test(event.key) || (isCommand && !isEditing && !isLetter);
}
