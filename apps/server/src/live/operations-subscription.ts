import type { LiveFrame, OperationSummary, SubscribeAnswer } from "@gantry/contracts";
import type { Clock, Committed } from "@gantry/engine";
import type { BackgroundWork } from "../background.ts";
import type { LiveReader } from "./live-reader.ts";
import type { Outlet } from "./outlet.ts";
import { PacedOutlet } from "./paced-outlet.ts";
import { emptyFrame, type Subscription } from "./subscription.ts";

/** Bars are for the eye: changes of one operation within this time are one. */
const GATHER_MS = 100;
/** Beside other servers: how often the store is asked for what they commit. */
const FOLLOW_MS = 1_000;
/** Changed operations kept for a slow view; beyond it, the view is told all anew. */
const CAPACITY = 500;

/** The Jobs of managed operations carry it in their ids. */
const OPERATION_PREFIX = "op_";

export interface OperationsSubscriptionOptions {
  readonly subscriptionId: string;
  readonly reader: LiveReader;
  readonly outlet: Outlet;
  readonly clock: Clock;
  readonly background: BackgroundWork;
}

/** Follows all managed operations by their summaries: each replaces the one before it, so that only its id is kept. */
export class OperationsSubscription implements Subscription {
  readonly subscriptionId: string;
  readonly #options: OperationsSubscriptionOptions;
  readonly #paced: PacedOutlet;
  #changed = new Set<string>();
  #removed: string[] = [];
  #overflowed = false;
  /** Ids that were not at their end when the store was asked last; null: no other server has to be followed. */
  #active: ReadonlySet<string> | null;
  #cancelGather: (() => void) | null = null;
  #cancelFollow: (() => void) | null = null;
  #closed = false;

  constructor(options: OperationsSubscriptionOptions) {
    this.subscriptionId = options.subscriptionId;
    this.#options = options;
    const { outlet, clock, background, reader } = options;
    this.#active = reader.besideOthers ? new Set() : null;
    this.#paced = new PacedOutlet({ outlet, clock, background, compose: () => this.#compose() });
  }

  async open(): Promise<Extract<SubscribeAnswer, { ok: true }>> {
    const operations = await this.#options.reader.overviewOperations();
    return {
      ok: true,
      subscriptionId: this.subscriptionId,
      serverTimeMs: this.#options.clock.nowMs(),
      jobs: [],
      logs: null,
      workflow: null,
      overview: null,
      operations,
    };
  }

  start(): void {
    this.#paced.release();
    if (this.#active !== null && !this.#closed) this.#followOthers();
  }

  offer({ events }: Committed): void {
    for (const { jobId } of events) if (jobId.startsWith(OPERATION_PREFIX)) this.#changed.add(jobId);
    if (this.#changed.size > 0) this.#gather();
  }

  /** It shows no Jobs. */
  pull(): Promise<void> {
    return Promise.resolve();
  }

  workflowDeleted(workflowId: string): void {
    this.#removed.push(workflowId);
    this.#gather();
  }

  close(): void {
    this.#closed = true;
    this.#cancelGather?.();
    this.#cancelFollow?.();
    this.#paced.close();
  }

  #gather(): void {
    if (this.#changed.size + this.#removed.length > CAPACITY) {
      this.#changed.clear();
      this.#removed = [];
      this.#overflowed = true;
    }
    this.#cancelGather ??= this.#options.clock.setTimer(GATHER_MS, () => {
      this.#cancelGather = null;
      this.#paced.request();
    });
  }

  #followOthers(): void {
    const { clock, background } = this.#options;
    this.#cancelFollow = clock.setTimer(FOLLOW_MS, () => {
      background.run("follow the operations of other servers", () => this.#look());
      if (!this.#closed) this.#followOthers();
    });
  }

  /** Whatever runs, and what ran a moment ago and may have ended since. */
  async #look(): Promise<void> {
    const active = new Set(await this.#options.reader.activeOperationIds());
    for (const id of [...active, ...(this.#active ?? [])]) this.#changed.add(id);
    this.#active = active;
    if (this.#changed.size > 0) this.#gather();
  }

  async #compose(): Promise<LiveFrame | null> {
    const { reader, clock } = this.#options;
    const taken = { ids: [...this.#changed], removedWorkflowIds: this.#removed, overflowed: this.#overflowed };
    this.#changed = new Set();
    this.#removed = [];
    this.#overflowed = false;
    const { ids, removedWorkflowIds, overflowed } = taken;
    if (ids.length + removedWorkflowIds.length === 0 && !overflowed) return null;
    try {
      const changed = await Promise.all(ids.map((id) => reader.findOperation(id)));
      const operations: OperationSummary[] = overflowed ? [...(await reader.overviewOperations())] : [];
      operations.push(...changed.filter((operation) => operation !== null));
      return { ...emptyFrame(this.subscriptionId, clock.nowMs()), operations, removedWorkflowIds };
    } catch (error) {
      this.#putBack(taken);
      throw error;
    }
  }

  /** The store did not answer: what was to be told is told at the next try. */
  #putBack(taken: {
    readonly ids: string[];
    readonly removedWorkflowIds: string[];
    readonly overflowed: boolean;
  }): void {
    this.#changed = new Set([...taken.ids, ...this.#changed]);
    this.#removed = [...taken.removedWorkflowIds, ...this.#removed];
    this.#overflowed ||= taken.overflowed;
  }
}
