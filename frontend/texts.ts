// What a person types into several fields: shown at once, stored a second later, kept here until the
// kernel has it. Another page may write the same fields: what it stored is shown wherever nothing is
// waiting to be stored here.
import { useEffect, useRef, useState } from "preact/hooks";
import { errorOf, type Act, type PortPart } from "./port";

export type TextState = "" | "saving" | "saved";
export type Texts = {
  text: (id: string) => string;
  state: (id: string) => TextState;
  error: (id: string) => string;
  type: (id: string, text: string) => void;
  save: () => void;
};
type Values = Record<string, string>;

const SAVE_AFTER = 1000; // milliseconds without a key stroke
const RETRY_AFTER = 5000; // when something could not be stored

const toPrompt = (prompt: string, text: string): Act => ({ do: "text", prompt, text });

/** Texts of an activity; `stored` is what its view holds, by field, `message` what stores one. */
export function useTexts(port: PortPart, stored: Values, longest: number, message = toPrompt): Texts {
  const typed = useRef<Values>({}); // not stored yet, as far as this page knows
  const sent = useRef<Values>({}); // on its way, or refused
  const [errors, setErrors] = useState<Values>({});
  const [round, setRound] = useState(0); // draws again and sets the clock anew
  const changed = () => setRound((now) => now + 1);

  const saveOne = async (id: string, text: string) => {
    if (sent.current[id] === text || lengthOf(text) > longest) return;
    sent.current[id] = text;
    const reply = await port.act(message(id, text));
    const isRefused = !reply.ok && !reply.again; // sending the same once more would not help
    if (sent.current[id] === text && !isRefused) delete sent.current[id];
    if (reply.ok && typed.current[id] === text) delete typed.current[id];
    setErrors((now) => (reply.ok ? without(now, id) : { ...now, [id]: errorOf(reply) }));
    changed();
  };
  const save = () => {
    for (const [id, text] of Object.entries(typed.current)) void saveOne(id, text);
  };

  const hasFailed = Object.keys(errors).length > 0;
  useEffect(() => {
    const timer = setTimeout(save, hasFailed ? RETRY_AFTER : SAVE_AFTER);
    return () => clearTimeout(timer);
  }, [round]);
  useEffect(() => {
    const hide = () => document.visibilityState === "hidden" && save(); // a phone goes into a pocket
    document.addEventListener("visibilitychange", hide);
    return () => {
      document.removeEventListener("visibilitychange", hide);
      save();
    };
  }, []);

  return {
    text: (id) => typed.current[id] ?? stored[id] ?? "",
    state: (id) => (typed.current[id] !== undefined ? "saving" : stored[id] ? "saved" : ""),
    error: (id) => errors[id] ?? "",
    type: (id, text) => {
      typed.current[id] = text;
      changed();
    },
    save,
  };
}

/** Characters as people count them, and as the kernel does: an emoji is one. */
export function lengthOf(text: string): number {
  return [...text].length;
}

function without(values: Values, id: string): Values {
  const { [id]: _gone, ...rest } = values;
  return rest;
}
