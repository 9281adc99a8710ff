// A port joins one activity on the page with its counterpart in the kernel. It keeps every message
// until the kernel has answered it, so that one sent into a dead kernel can be sent again: each has
// an id, and the kernel does the same id only once.
import { t } from "./words";

const AGAIN = 1000; // milliseconds until the kernel is asked again to store what it could not

export type View = { kind: string } & Record<string, unknown>;
export type Act = { do: string } & Record<string, unknown>;
export type Reply = { id: string | null; ok: boolean; view?: View; error?: string; again?: boolean; busy?: boolean };

type Pending = {
  content: { id: string; act: Act };
  resolve: (reply: Reply) => void;
  isBusy?: boolean; // the kernel could not store it yet
  again?: ReturnType<typeof setTimeout>; // it is about to be sent again
};

/** What a part of a page needs of a port. */
export type PortPart = Pick<Port, "view" | "act" | "watch">;

export class Port {
  private pending = new Map<string, Pending>();
  private watchers = new Set<() => void>();

  /** With `whenBusy`, which tells the person, what cannot be stored yet is sent until it is. */
  constructor(
    public view: View,
    private transmit: (content: object) => void,
    private whenBusy?: () => void,
  ) {}

  /** Ask the kernel to do something; resolves when it is stored, or with what went wrong. */
  act(message: Act): Promise<Reply> {
    const content = { id: newId(), act: message };
    return new Promise((resolve) => {
      this.pending.set(content.id, { content, resolve });
      this.transmit(content);
    });
  }

  /** Take what the kernel sent. */
  receive(reply: Reply): void {
    if (reply.view) this.show(reply.view);
    const pending = reply.id ? this.pending.get(reply.id) : undefined;
    if (!pending) return;
    if (reply.busy && this.whenBusy) {
      pending.isBusy = true;
      pending.again ??= setTimeout(() => this.sendAgain(pending), AGAIN);
    } else {
      clearTimeout(pending.again);
      this.pending.delete(pending.content.id);
      pending.resolve(reply);
    }
    if (pending.isBusy) this.whenBusy!();
  }

  /** Continue with another kernel: show what it knows and send again what was not answered. */
  rebind(view: View, transmit: (content: object) => void): void {
    this.transmit = transmit;
    this.show(view);
    this.resend();
  }

  resend(): void {
    for (const pending of this.pending.values()) if (!pending.again) this.transmit(pending.content);
  }

  private sendAgain(pending: Pending): void {
    pending.again = undefined;
    this.transmit(pending.content);
  }

  /** Whether something is on its way that the kernel has not answered. */
  get isWaiting(): boolean {
    return [...this.pending.values()].some((pending) => !pending.again);
  }

  /** Whether something could not be stored yet. */
  get isBusy(): boolean {
    return [...this.pending.values()].some((pending) => pending.isBusy);
  }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private show(view: View): void {
    this.view = view;
    for (const watcher of this.watchers) watcher();
  }
}

/** The text of a reply that is not ok. */
export function errorOf(reply: Reply): string {
  return reply.error ?? t("Something went wrong. Please try again.");
}

/** Not crypto.randomUUID: pages on plain http in the local network do not have it. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
