import { isTerminal, type LiveFrame } from "@gantry/contracts";
import { openLiveSocket, subscribe, type LiveSocket } from "./live-socket.ts";

/** Hears of the ends of Workflows as the Overview does: pushed, so that no polling is in the figures. */
export class WorkflowWatch implements Disposable {
  readonly #socket: LiveSocket;
  readonly #ended = new Set<string>();
  readonly #waiters = new Map<string, () => void>();

  private constructor(socket: LiveSocket) {
    this.#socket = socket;
    socket.on("frame", (frame) => this.#receive(frame));
  }

  static async open(url: string): Promise<WorkflowWatch> {
    const socket = openLiveSocket(url);
    const watch = new WorkflowWatch(socket);
    await subscribe(socket, { scope: "overview" });
    return watch;
  }

  /** Resolves when the server has told of the Workflow's end. */
  async ended(workflowId: string): Promise<void> {
    if (this.#ended.delete(workflowId)) return;
    await new Promise<void>((resolve) => this.#waiters.set(workflowId, resolve));
    this.#ended.delete(workflowId);
  }

  [Symbol.dispose](): void {
    this.#socket.disconnect();
  }

  #receive(frame: LiveFrame): void {
    for (const { workflowId, status } of frame.workflows) {
      if (!isTerminal(status)) continue;
      this.#ended.add(workflowId);
      this.#waiters.get(workflowId)?.();
      this.#waiters.delete(workflowId);
    }
  }
}
