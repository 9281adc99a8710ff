// The lean page. The server sends the text at once; while the cells run, <course-kernel> and then one
// <course-cell> per output stream in behind it and are put in their places here. When kernel or server
// go away, the page says so, fetches itself again in the background and continues in place.
import { mount } from "./activities";
import { Kernel } from "./kernel";
import { Port, type Reply, type View } from "./port";
import { t } from "./words";

type Activity = { comm: string; view: View };

const RETRY = [300, 1000, 2000, 4000, 8000]; // milliseconds, the last one again and again
const BEAT = 60_000; // a page that is looked at says so, else its kernel is given up
const PATIENCE = 4000; // how long an answer may take before the kernel is asked for

class LivePage {
  private kernel?: Kernel;
  private ports = new Map<string, { port: Port; comm: string }>(); // by cell
  private isLost = false; // the kernel said good-bye
  private isRecovering = false;

  start(base: string, id: string): void {
    this.isLost = false;
    this.kernel = new Kernel(base, id, {
      opened: () => {
        this.calm();
        for (const { port } of this.ports.values()) port.resend();
      },
      closed: () => void this.recover(),
      dead: () => {
        this.isLost = true;
        void this.recover();
      },
      message: (comm, content) => {
        for (const live of this.ports.values()) {
          if (live.comm === comm) live.port.receive(content as Reply);
        }
      },
    });
    this.kernel.connect();
  }

  show(cell: string, place: HTMLElement, { comm, view }: Activity): void {
    const live = { comm, port: new Port(view, (content) => this.send(cell, content), () => this.calm()) };
    this.ports.set(cell, live);
    place.replaceChildren();
    mount(place, live.port);
  }

  /** Say what is still to be said when nothing is wrong with kernel and server. */
  private calm(): void {
    if ([...this.ports.values()].some(({ port }) => port.isBusy)) notice.show(BUSY);
    else notice.hide();
  }

  private send(cell: string, content: object): void {
    const live = this.ports.get(cell)!;
    this.kernel?.send(live.comm, content);
    setTimeout(() => live.port.isWaiting && this.recover(), PATIENCE);
  }

  /** Seen again: look whether the kernel is still there, and what another page did meanwhile. */
  async refresh(): Promise<void> {
    if (!(await this.beat())) return;
    if (!this.kernel?.isOpen) return this.recover();
    for (const { port } of this.ports.values()) void port.act({ do: "look" });
  }

  /** Say that somebody is here, and see whether kernel and server are. */
  async beat(): Promise<boolean> {
    const isAlive = (await this.kernel?.isAlive().catch(() => false)) ?? false;
    if (!isAlive) await this.recover();
    return isAlive;
  }

  /** All cells have run: a place without an output stays empty, unless the kernel died over it. */
  async settle(): Promise<void> {
    const waiting = document.querySelectorAll(".course-output > .waiting");
    if (waiting.length === 0) return;
    if (await this.kernel?.isAlive()) for (const place of waiting) place.remove();
    else await this.recover();
  }

  release(): void {
    this.kernel?.release();
    this.kernel?.close();
  }

  /** Find out what is gone, and continue: with the same kernel, else with a fresh page behind this one. */
  async recover(): Promise<void> {
    if (this.isRecovering) return;
    this.isRecovering = true;
    const slow = setTimeout(() => notice.show(AWAY), 600);
    for (let round = 0; ; round++) {
      await untilSeen();
      try {
        if (!this.isLost && this.kernel && (await this.kernel.isAlive())) {
          if (this.kernel.isOpen) {
            for (const { port } of this.ports.values()) port.resend();
          } else {
            this.kernel.close();
            this.kernel.connect();
          }
          break;
        }
        await this.continueWithFreshKernel();
        break;
      } catch {
        await new Promise((done) => setTimeout(done, RETRY[Math.min(round, RETRY.length - 1)]));
      }
    }
    clearTimeout(slow);
    if (this.kernel?.isOpen) this.calm();
    this.isRecovering = false;
  }

  private async continueWithFreshKernel(): Promise<void> {
    this.kernel?.close();
    const headers = { "Course-Kernel": this.kernel?.id ?? "" };
    const answer = await fetch(location.href, { cache: "no-store", headers });
    if (answer.redirected) return location.replace(answer.url); // signed out, or went on elsewhere
    if (answer.status === 403) return location.reload();
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const kernel = fresh.querySelector("course-kernel");
    if (!kernel) throw new Error("the page came without a kernel");
    this.start(kernel.getAttribute("base")!, kernel.getAttribute("kernel")!);
    for (const element of fresh.querySelectorAll("course-cell[activity]")) {
      const cell = element.getAttribute("for")!;
      const { comm, view } = JSON.parse(element.getAttribute("activity")!) as Activity;
      const live = this.ports.get(cell);
      const place = document.getElementById(cell);
      if (live) {
        live.comm = comm;
        live.port.rebind(view, (content) => this.send(cell, content));
      } else if (place) {
        this.show(cell, place, { comm, view });
      }
    }
  }
}

/** Pages in the background wait: they must not take kernels from the one that is looked at. */
async function untilSeen(): Promise<void> {
  while (document.visibilityState === "hidden") {
    await new Promise((seen) => document.addEventListener("visibilitychange", seen, { once: true }));
  }
}

const AWAY = t(
  "One moment – the course is not answering. Your answers are safe; this page continues by itself.",
);
const BUSY = t(
  "Saving takes longer than usual. What you did is still here; this page sends it again by itself.",
);

const notice = {
  element: document.createElement("div"),
  show(words: string): void {
    if (this.element.textContent !== words) this.element.textContent = words; // read aloud once
    this.element.classList.add("shown");
  },
  hide(): void {
    this.element.classList.remove("shown");
    this.element.textContent = "";
  },
};
notice.element.className = "notice";
notice.element.setAttribute("role", "status");

const page = new LivePage();

/** Says which kernel runs the cells: <course-kernel kernel="id" base="/">. */
class CourseKernel extends HTMLElement {
  connectedCallback(): void {
    page.start(this.getAttribute("base")!, this.getAttribute("kernel")!);
  }
}

/** One cell's output on its way to its place: <course-cell for="cell" activity="json" or html="...">. */
class CourseCell extends HTMLElement {
  connectedCallback(): void {
    const cell = this.getAttribute("for")!;
    const place = document.getElementById(cell);
    const activity = this.getAttribute("activity");
    if (!place) return;
    if (activity) page.show(cell, place, JSON.parse(activity) as Activity);
    else place.innerHTML = this.getAttribute("html") ?? "";
  }
}

/** The server has run all cells. */
class CourseDone extends HTMLElement {
  connectedCallback(): void {
    void page.settle();
  }
}

function begin(): void {
  document.body.append(notice.element);
  customElements.define("course-kernel", CourseKernel);
  customElements.define("course-cell", CourseCell);
  customElements.define("course-done", CourseDone);
  addEventListener("load", () => {
    if (!document.querySelector("course-done")) void page.recover(); // the server stopped half-way
  });
  addEventListener("pagehide", () => page.release());
  addEventListener("pageshow", (event) => event.persisted && void page.recover());
  const refreshIfSeen = () => document.visibilityState === "visible" && void page.refresh();
  document.addEventListener("visibilitychange", refreshIfSeen);
  addEventListener("online", refreshIfSeen);
  setInterval(() => document.visibilityState === "visible" && void page.beat(), BEAT);
}

if (document.body) begin();
else addEventListener("DOMContentLoaded", begin);
