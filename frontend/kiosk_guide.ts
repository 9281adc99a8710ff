// Ways from page to page in a kiosk. Each page takes the place of the one before, so that "back" never
// shows anybody's page; and no way is taken before the server answers, so that the browser never shows
// an error page of its own. Forms are sent by script: what was typed stays until the server has it.
import { t } from "./words";

const AGAIN = 2000; // milliseconds between two looks for a server that has gone
const PATIENCE = 5000; // for one answer
const HEARTBEAT = 15_000;
const FILES = /\.(csv|json|pdf)$/; // shown or stored outside our pages

export class Guide {
  private notice = document.createElement("p");
  private destination = "";
  private waiting?: Promise<void>; // for a server that has gone

  constructor(
    private start: string,
    private health: string,
  ) {
    this.notice.className = "notice";
    this.notice.setAttribute("role", "status");
  }

  /** Take over all links and forms, and look after the server now and then. */
  lead(): void {
    document.addEventListener("click", (event) => this.followLink(event));
    document.addEventListener("submit", (event) => this.sendForm(event));
    setInterval(() => void this.look(), HEARTBEAT);
    addEventListener("pageshow", (event) => event.persisted && void this.reset());
  }

  /** Clear the page and everything that it could have kept, and open the start page. */
  async reset(): Promise<void> {
    this.wipe();
    document.body.replaceChildren(this.notice);
    await this.go(this.start);
  }

  /** Remove what pages can keep in a browser; the server ends cookies that scripts cannot see. */
  wipe(): void {
    for (const name of document.cookie.split("; ").map((each) => each.split("=")[0])) {
      document.cookie = `${name}=; path=/; max-age=0`;
    }
    localStorage.clear();
    sessionStorage.clear();
    if (isSecureContext) void caches.keys().then((names) => names.forEach((name) => caches.delete(name)));
    void indexedDB.databases?.().then((all) => all.forEach(({ name }) => name && indexedDB.deleteDatabase(name)));
  }

  private async go(address: string): Promise<void> {
    this.destination = address; // the last one wins when the server is away for a while
    await this.untilAnswered();
    if (this.destination === address) location.replace(address);
  }

  /** Say that something cannot be had on this screen. */
  refuse(): void {
    this.say(t("This opens on your own device only, not on this screen."), AGAIN * 2);
  }

  private followLink(event: MouseEvent): void {
    const link = (event.target as Element).closest?.("a");
    if (!link?.href || event.defaultPrevented) return;
    event.preventDefault();
    const { origin, pathname, hash, search } = new URL(link.href, location.href);
    if (origin !== location.origin || FILES.test(pathname)) return this.refuse();
    const isHere = pathname === location.pathname && search === location.search;
    if (pathname === this.start) void this.reset();
    else if (hash && isHere) location.replace(hash);
    else void this.go(link.href);
  }

  private sendForm(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method === "dialog") return;
    event.preventDefault();
    if (form.ariaBusy !== "true") void this.send(form, event.submitter);
  }

  private async send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    const body = new URLSearchParams(new FormData(form, submitter) as unknown as Record<string, string>);
    form.ariaBusy = "true";
    for (;;) {
      try {
        const answer = await this.ask(form.action, { method: form.method, body, headers: { "Course-Fetch": "1" } });
        if (answer.status >= 500) throw new Error(`the server answered ${answer.status}`);
        this.hush();
        const next = answer.headers.get("Course-Location");
        if (next) location.replace(next);
        else this.show(await answer.text());
        break;
      } catch {
        this.say(t("One moment – the course is not answering. What you wrote is still here; it is sent by itself."));
        await pause(AGAIN);
        if (!form.isConnected) break; // the person has left
      }
    }
    form.ariaBusy = null;
  }

  /** Show the answer to a form in the place of the form. */
  private show(html: string): void {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const main = document.adoptNode(fresh.querySelector("main")!);
    document.title = fresh.title;
    document.querySelector("main")!.replaceWith(main);
    const first = main.querySelector<HTMLElement>("[role=alert], h1")!;
    first.tabIndex = -1;
    first.focus();
    scrollTo(0, 0);
  }

  private async ask(address: string, options: RequestInit = {}): Promise<Response> {
    return fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE), ...options });
  }

  private async isAnswering(): Promise<boolean> {
    return this.ask(this.health).then((answer) => answer.ok, () => false);
  }

  private untilAnswered(): Promise<void> {
    return (this.waiting ??= this.wait().finally(() => (this.waiting = undefined)));
  }

  private async wait(): Promise<void> {
    while (!(await this.isAnswering())) {
      this.say(t("One moment – the course is not answering. This screen goes on by itself."));
      await pause(AGAIN);
    }
  }

  /** A plain page tells that the server has gone; one with a kernel does that itself. */
  private async look(): Promise<void> {
    const isWatched = this.waiting !== undefined || document.querySelector("course-kernel") !== null;
    if (isWatched || (await this.isAnswering())) return;
    await this.untilAnswered();
    this.hush();
    if (location.pathname === this.start) location.replace(this.start); // perhaps a new version
  }

  private say(words: string, milliseconds = 0): void {
    if (!this.notice.isConnected) document.body.append(this.notice);
    this.notice.textContent = words;
    this.notice.classList.add("shown");
    if (milliseconds) setTimeout(() => this.hush(), milliseconds);
  }

  private hush(): void {
    this.notice.classList.remove("shown");
    this.notice.textContent = "";
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
