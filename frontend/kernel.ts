// The wire to one kernel: a websocket that carries nothing but messages of our activities
// (Jupyter messaging protocol 5.3, JSON frames).
import { newId } from "./port";

type Message = {
  header: { msg_type: string };
  content: { comm_id?: string; data?: { method?: string; content?: unknown }; execution_state?: string };
};

export type KernelEvents = {
  opened: () => void;
  closed: () => void;
  dead: () => void;
  message: (comm: string, content: unknown) => void;
};

// A restarted kernel (stock Voila does that) has forgotten our activities as well.
const GONE = ["dead", "restarting", "autorestarting"];

export class Kernel {
  private socket?: WebSocket;
  private session = newId();

  constructor(
    private base: string,
    readonly id: string,
    private events: KernelEvents,
  ) {}

  connect(): void {
    const address = new URL(`${this.base}api/kernels/${this.id}/channels`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    address.search = `session_id=${this.session}`;
    const socket = new WebSocket(address);
    socket.onopen = () => this.events.opened();
    socket.onclose = () => socket === this.socket && this.events.closed();
    socket.onmessage = ({ data }) => typeof data === "string" && this.receive(JSON.parse(data));
    this.socket = socket;
  }

  get isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  send(comm: string, content: object): void {
    if (!this.isOpen) return; // kept by the port, sent again when the socket is open
    const header = {
      msg_id: newId(),
      msg_type: "comm_msg",
      session: this.session,
      username: "",
      version: "5.3",
      date: new Date().toISOString(),
    };
    const data = { method: "custom", content };
    this.socket!.send(
      JSON.stringify({
        header,
        parent_header: {},
        metadata: {},
        content: { comm_id: comm, data },
        channel: "shell",
        buffers: [],
      }),
    );
  }

  /** Ask the server whether the kernel still runs; throws when the server is away. */
  async isAlive(): Promise<boolean> {
    const answer = await fetch(`${this.base}api/kernels/${this.id}`, { cache: "no-store" });
    return answer.ok && (await answer.json()).execution_state !== "dead";
  }

  close(): void {
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
  }

  /** Tell the server that nobody needs the kernel any more; works while the page goes away. */
  release(): void {
    const form = new FormData();
    form.set("_xsrf", document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1] ?? "");
    navigator.sendBeacon(`${this.base}voila/api/shutdown/${this.id}`, form);
  }

  private receive({ header, content }: Message): void {
    if (header.msg_type === "status" && GONE.includes(content.execution_state ?? "")) {
      this.events.dead();
    }
    if (header.msg_type === "comm_msg" && content.data?.method === "custom") {
      this.events.message(content.comm_id!, content.data.content);
    }
  }
}
