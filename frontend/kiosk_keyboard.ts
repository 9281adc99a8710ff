// The keyboard on the page: over a full screen the one of the system does not appear. It writes into
// the field that has the focus, at the caret, and never takes the focus itself; a real keyboard works
// all the same. Fields hear of it by "input" events, as if somebody had typed.
import { t } from "./words";

type Field = HTMLInputElement | HTMLTextAreaElement;
type Layout = "letters" | "signs" | "accents" | "digits";

const LINGER = 300; // milliseconds; if it went at once, what is being tapped would move away
const TYPES = ["text", "search", "tel", "url", "password"]; // those with a caret
// Rows of keys, from top to bottom. A translation may put them in another order.
const ROWS: Record<Layout, string> = {
  letters: t("qwertyuiop asdfghjkl' zxcvbnm,.-"),
  signs: "1234567890 @#&%+=/() !?:;\"'*_€£",
  accents: "àáâãäåæçèé êëìíîïñòóô õöøœùúûüýß",
  digits: "123 456 789 0",
};

/** Show the keyboard whenever a field gets the focus. */
export function offerKeyboard(): void {
  const keyboard = new Keyboard();
  document.addEventListener("pointerdown", ({ target }) => isField(target as Element) && layoutOf(target as Field), true);
  document.addEventListener("focusin", (event) => keyboard.follow(event.target as Element));
  if (document.activeElement) keyboard.follow(document.activeElement);
}

class Keyboard {
  private element = document.createElement("div");
  private field?: Field;
  private layout: Layout = "letters";
  private isShifted = false;

  constructor() {
    this.element.className = "keyboard";
    this.element.setAttribute("role", "region");
    this.element.setAttribute("aria-label", t("Keyboard"));
    this.element.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus
  }

  follow(target: Element): void {
    if (this.element.contains(target)) return;
    if (!isField(target)) return void setTimeout(() => this.hideUnlessUsed(), LINGER);
    this.field = target;
    this.layout = layoutOf(target);
    this.isShifted = isAtStart(target);
    this.draw();
    document.body.append(this.element);
    document.documentElement.classList.add("with-keyboard");
    target.scrollIntoView({ block: "center" });
  }

  private hideUnlessUsed(): void {
    const focused = document.activeElement;
    if (focused !== this.field && !this.element.contains(focused)) this.hide();
  }

  private hide(): void {
    this.element.remove();
    this.field = undefined;
    document.documentElement.classList.remove("with-keyboard");
  }

  private draw(): void {
    const rows = ROWS[this.layout].split(" ").map((row) => [...row].map((sign) => this.sign(sign)));
    const last = rows.at(-1)!;
    if (this.layout === "digits") {
      rows.splice(-1, 1, [this.backspace(), ...last, this.done()]);
    } else {
      rows.splice(-1, 1, [...(this.layout === "signs" ? [] : [this.shift()]), ...last, this.backspace()]);
      rows.push([...this.turns(), this.space(), ...this.newLine(), this.done()]);
    }
    this.element.classList.toggle("digits", this.layout === "digits");
    this.element.replaceChildren(...rows.map((keys) => rowOf(keys)));
  }

  private key(words: string, name: string, press: () => void, kind = ""): HTMLButtonElement {
    const key = document.createElement("button");
    key.type = "button";
    key.textContent = words;
    key.className = kind;
    if (name) key.setAttribute("aria-label", name);
    key.addEventListener("click", press);
    return key;
  }

  private sign(sign: string): HTMLButtonElement {
    const shown = this.isShifted && sign !== "ß" ? sign.toUpperCase() : sign;
    return this.key(shown, "", () => this.type(shown));
  }

  private shift(): HTMLButtonElement {
    const key = this.key("⇧", t("Capital letters"), () => this.turnShift(), "wide");
    key.ariaPressed = String(this.isShifted);
    return key;
  }

  private turn(layout: Layout, words: string, name: string): HTMLButtonElement {
    const isOn = this.layout === layout;
    const key = this.key(words, name, () => this.change(isOn ? "letters" : layout, words), "wide");
    key.ariaPressed = String(isOn);
    return key;
  }

  private turns(): HTMLButtonElement[] {
    return [
      this.turn("signs", "123", t("Digits and signs")),
      this.turn("accents", "äéñ", t("Letters with accents")),
    ];
  }

  private newLine(): HTMLButtonElement[] {
    if (!(this.field instanceof HTMLTextAreaElement)) return [];
    return [this.key("↵", t("New line"), () => this.type("\n"))];
  }

  private space(): HTMLButtonElement {
    return this.key(t("Space"), "", () => this.type(" "), "space");
  }

  private backspace(): HTMLButtonElement {
    return this.key("⌫", t("Delete the last letter"), () => this.erase(), "wide");
  }

  private done(): HTMLButtonElement {
    return this.key(t("Done"), "", () => this.leave(), "wide done");
  }

  private leave(): void {
    this.field?.blur();
    this.hide();
  }

  private turnShift(): void {
    this.isShifted = !this.isShifted;
    this.redraw("⇧");
  }

  private change(layout: Layout, words: string): void {
    this.layout = layout;
    this.isShifted = false;
    this.redraw(words);
  }

  /** Draw anew; who came here by Tab stays on the same key. */
  private redraw(words: string): void {
    const hadFocus = this.element.contains(document.activeElement);
    this.draw();
    const keys = [...this.element.querySelectorAll("button")];
    if (hadFocus) keys.find((key) => key.textContent!.toLowerCase() === words.toLowerCase())?.focus();
  }

  private type(text: string): void {
    const field = this.field!;
    const [start, end] = [field.selectionStart!, field.selectionEnd!];
    const room = field.maxLength < 0 ? Infinity : field.maxLength - field.value.length + (end - start);
    if (text.length <= room) this.edit(text, start, end, "insertText");
    if (!this.isShifted) return;
    this.isShifted = false;
    this.redraw(text);
  }

  private erase(): void {
    const field = this.field!;
    const [start, end] = [field.selectionStart!, field.selectionEnd!];
    const sign = [...field.value.slice(0, start)].at(-1) ?? ""; // an emoji is one
    this.edit("", start === end ? start - sign.length : start, end, "deleteContentBackward");
  }

  private edit(text: string, start: number, end: number, inputType: string): void {
    const field = this.field!;
    field.setRangeText(text, start, end, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType, data: text || null }));
  }
}

function isField(target: Element): target is Field {
  const isOne = target instanceof HTMLTextAreaElement;
  return isOne || (target instanceof HTMLInputElement && TYPES.includes(target.type) && !target.readOnly);
}

/** Which keys a field needs; keeps the system's own keyboard away from it, before it has the focus. */
function layoutOf(field: Field): Layout {
  field.dataset.keys ??= field.inputMode === "numeric" ? "digits" : "letters";
  field.inputMode = "none";
  return field.dataset.keys as Layout;
}

function isAtStart(field: Field): boolean {
  return field.type !== "password" && field.value === "";
}

function rowOf(keys: HTMLElement[]): HTMLElement {
  const row = document.createElement("div");
  row.className = "keys";
  row.append(...keys);
  return row;
}
