import type { CliError } from "../cli-error.ts";
import type { LiveSocket } from "../client/socket.ts";
import { LiveSubscription } from "./live-subscription.ts";
import type { LiveView } from "./live-view.ts";

export interface FollowOptions {
  readonly signal: AbortSignal;
  /** Told when the connection breaks, and when it is back. */
  readonly onConnection?: (state: "lost" | "back") => void;
}

/** One socket to a server, on which any number of views are followed. Dispose of it to close the socket. */
export class LiveConnection implements Disposable {
  readonly #socket: LiveSocket;
  readonly #probe: () => Promise<unknown>;

  /** `probe`: a call that is refused when the socket would be, and says why. */
  constructor(socket: LiveSocket, options: { readonly probe: () => Promise<unknown> }) {
    this.#socket = socket;
    this.#probe = options.probe;
  }

  /** Keeps `view` up to date until the signal is aborted. @throws CliError when the server refuses it for good. */
  async follow(view: LiveView, { signal, onConnection = () => undefined }: FollowOptions): Promise<void> {
    const refusals: CliError[] = [];
    const refused = new AbortController();
    const over = AbortSignal.any([signal, refused.signal]);
    if (over.aborted) return;
    using _subscription = new LiveSubscription(this.#socket, {
      view,
      probe: this.#probe,
      onConnection,
      onRefused(error) {
        refusals.push(error);
        refused.abort();
      },
    });
    await new Promise((resolve) => over.addEventListener("abort", resolve, { once: true }));
    if (refusals[0] !== undefined) throw refusals[0];
  }

  [Symbol.dispose](): void {
    this.#socket.disconnect();
  }
}
