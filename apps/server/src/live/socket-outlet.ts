import type { ClientToServerEvents, LiveFrame, ServerToClientEvents } from "@gantry/contracts";
import type { Socket } from "socket.io";
import type { Caller } from "../auth/caller.ts";
import type { Outlet } from "./outlet.ts";

export interface SocketData {
  /** Who opened the socket, found out before it was accepted. */
  readonly caller: Caller;
}

export type LiveSocket = Socket<ClientToServerEvents, ServerToClientEvents, Record<string, never>, SocketData>;

/**
 * One socket as the hub sees it. "Ready" is the transport's own word: everything handed to it has reached the kernel,
 * so that a client that never reads holds one frame here, not a growing queue.
 */
export class SocketOutlet implements Outlet {
  readonly #socket: LiveSocket;
  readonly #waiting = new Set<() => void>();
  #listening = false;

  constructor(socket: LiveSocket) {
    this.#socket = socket;
  }

  get ready(): boolean {
    const { transport } = this.#socket.conn;
    return this.#socket.connected && transport.writable;
  }

  send(frame: LiveFrame): void {
    this.#socket.emit("frame", frame);
  }

  whenReady(resume: () => void): void {
    this.#waiting.add(resume);
    if (this.#listening) return;
    this.#listening = true;
    // The transport's "ready", not the connection's "drain": that one fires when a packet is handed over, not when it left.
    this.#socket.conn.transport.once("ready", () => this.#resume());
  }

  #resume(): void {
    this.#listening = false;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resume of waiting) resume();
  }
}
