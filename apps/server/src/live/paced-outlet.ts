import { LIVE_FRAME_INTERVAL_MS, type LiveFrame } from "@gantry/contracts";
import type { Clock } from "@gantry/engine";
import type { BackgroundWork } from "../background.ts";
import { FramePacer } from "./frame-pacer.ts";
import type { Outlet } from "./outlet.ts";

export interface PacedOutletOptions {
  readonly outlet: Outlet;
  readonly clock: Clock;
  readonly background: BackgroundWork;
  /** What the next frame holds; null when there is nothing to say. May read the store. */
  readonly compose: () => Promise<LiveFrame | null> | LiveFrame | null;
}

/** A frame that could not be composed (the store did not answer) is tried again then. */
const RETRY_AFTER_FAILURE_MS = 1_000;

/**
 * Sends one subscription's frames: paced, one at a time, and only while the reader keeps up. What is not composed
 * stays where it is bounded: in the subscription.
 */
export class PacedOutlet {
  readonly #outlet: Outlet;
  readonly #clock: Clock;
  readonly #background: BackgroundWork;
  readonly #compose: PacedOutletOptions["compose"];
  readonly #pacer: FramePacer;
  #state: "held" | "idle" | "waiting" | "composing" | "closed" = "held";
  #requestedWhileComposing = false;
  #cancelRetry: (() => void) | null = null;

  constructor(options: PacedOutletOptions) {
    this.#outlet = options.outlet;
    this.#clock = options.clock;
    this.#background = options.background;
    this.#compose = options.compose;
    this.#pacer = new FramePacer({
      clock: options.clock,
      intervalMs: LIVE_FRAME_INTERVAL_MS,
      flush: () => this.#flush(),
    });
  }

  /** Lets the first frame go. */
  release(): void {
    if (this.#state === "held") this.#state = "idle";
    this.request();
  }

  /** There may be something to send. */
  request(): void {
    if (this.#state === "idle") this.#pacer.request();
    else if (this.#state === "composing") this.#requestedWhileComposing = true;
  }

  close(): void {
    this.#state = "closed";
    this.#pacer.stop();
    this.#cancelRetry?.();
  }

  #flush(): void {
    if (this.#state !== "idle") return;
    if (!this.#outlet.ready) return this.#waitForReader();
    const composed = this.#compose();
    if (!(composed instanceof Promise)) return this.#send(composed);
    this.#state = "composing";
    this.#background.run("compose a live frame", () => this.#sendLater(composed));
  }

  #waitForReader(): void {
    this.#state = "waiting";
    this.#outlet.whenReady(() => {
      if (this.#state !== "waiting") return;
      this.#state = "idle";
      this.request();
    });
  }

  async #sendLater(composed: Promise<LiveFrame | null>): Promise<void> {
    try {
      const frame = await composed;
      if (!this.#isClosed()) this.#send(frame);
    } catch (error) {
      this.#requestedWhileComposing = false;
      if (!this.#isClosed()) this.#retryLater();
      throw error;
    } finally {
      if (!this.#isClosed()) this.#state = "idle";
    }
    if (!this.#requestedWhileComposing) return;
    this.#requestedWhileComposing = false;
    this.request();
  }

  #retryLater(): void {
    this.#cancelRetry = this.#clock.setTimer(RETRY_AFTER_FAILURE_MS, () => this.request());
  }

  #isClosed(): boolean {
    return this.#state === "closed";
  }

  #send(frame: LiveFrame | null): void {
    if (frame !== null) this.#outlet.send(frame);
  }
}
