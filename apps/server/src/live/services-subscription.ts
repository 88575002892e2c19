import type { LiveFrame, ServiceList, SubscribeAnswer } from "@gantry/contracts";
import type { Clock } from "@gantry/engine";
import type { BackgroundWork } from "../background.ts";
import type { LiveReader } from "./live-reader.ts";
import type { Outlet } from "./outlet.ts";
import { PacedOutlet } from "./paced-outlet.ts";
import { emptyFrame, type Subscription } from "./subscription.ts";

/** How often it is looked whether something changed. Services are asked less often: an answer is good for a few seconds. */
const LOOK_INTERVAL_MS = 1_000;

export interface ServicesSubscriptionOptions {
  readonly subscriptionId: string;
  readonly reader: LiveReader;
  readonly outlet: Outlet;
  readonly clock: Clock;
  readonly background: BackgroundWork;
}

/** Follows the services that submissions name. Services are asked only while such a view is open. */
export class ServicesSubscription implements Subscription {
  readonly subscriptionId: string;
  readonly #options: ServicesSubscriptionOptions;
  readonly #paced: PacedOutlet;
  /** The list that the view has, as text. */
  #shown = "";
  #isAsking = false;
  #cancelTimer: (() => void) | null = null;
  #closed = false;

  constructor(options: ServicesSubscriptionOptions) {
    this.subscriptionId = options.subscriptionId;
    this.#options = options;
    const { outlet, clock, background } = options;
    this.#paced = new PacedOutlet({ outlet, clock, background, compose: () => this.#compose() });
  }

  async open(): Promise<Extract<SubscribeAnswer, { ok: true }>> {
    const services = await this.#options.reader.services();
    this.#shown = JSON.stringify(services);
    return {
      ok: true,
      subscriptionId: this.subscriptionId,
      serverTimeMs: this.#options.clock.nowMs(),
      jobs: [],
      logs: null,
      workflow: null,
      overview: null,
      services,
    };
  }

  start(): void {
    this.#paced.release();
    this.#look();
  }

  /** Commits alone do not tell what changed here. */
  offer(): void {
    return undefined;
  }

  /** It shows no Jobs. */
  pull(): Promise<void> {
    return Promise.resolve();
  }

  workflowDeleted(): void {
    return undefined;
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
    this.#paced.close();
  }

  #look(): void {
    if (this.#closed) return;
    this.#paced.request();
    if (!this.#isAsking) this.#options.background.run("ask the services how they are", () => this.#ask());
    this.#cancelTimer = this.#options.clock.setTimer(LOOK_INTERVAL_MS, () => this.#look());
  }

  /** One that hangs must not hold the others' answers back. */
  async #ask(): Promise<void> {
    this.#isAsking = true;
    try {
      await this.#options.reader.refreshServices(() => this.#paced.request());
    } finally {
      this.#isAsking = false;
    }
  }

  async #compose(): Promise<LiveFrame | null> {
    const services: ServiceList = await this.#options.reader.services();
    const text = JSON.stringify(services);
    if (text === this.#shown) return null;
    this.#shown = text;
    return { ...emptyFrame(this.subscriptionId, this.#options.clock.nowMs()), services };
  }
}
