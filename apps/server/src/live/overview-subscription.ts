import type { LiveFrame, SubscribeAnswer } from "@gantry/contracts";
import type { Clock, Committed } from "@gantry/engine";
import type { BackgroundWork } from "../background.ts";
import type { LiveReader } from "./live-reader.ts";
import type { Outlet } from "./outlet.ts";
import { PacedOutlet } from "./paced-outlet.ts";
import { emptyFrame, type Subscription } from "./subscription.ts";

/** Changed Workflows kept for a slow view; beyond it the whole Overview is read again. */
const CAPACITY = 500;
/** Counters are for the eye. */
const SYSTEM_INTERVAL_MS = 1_000;

export interface OverviewSubscriptionOptions {
  readonly subscriptionId: string;
  readonly reader: LiveReader;
  readonly outlet: Outlet;
  readonly clock: Clock;
  readonly background: BackgroundWork;
}

/** Follows all Workflows by their summaries; each replaces the one before it, so that only the newest is kept. */
export class OverviewSubscription implements Subscription {
  readonly subscriptionId: string;
  readonly #options: OverviewSubscriptionOptions;
  readonly #paced: PacedOutlet;
  #changed = new Map<string, Committed>();
  #removed: string[] = [];
  #overflowed = false;
  #systemSentAtMs = 0;
  #cancelTimer: (() => void) | null = null;
  #closed = false;

  constructor(options: OverviewSubscriptionOptions) {
    this.subscriptionId = options.subscriptionId;
    this.#options = options;
    this.#paced = new PacedOutlet({
      outlet: options.outlet,
      clock: options.clock,
      background: options.background,
      compose: () => this.#compose(),
    });
  }

  async open(): Promise<Extract<SubscribeAnswer, { ok: true }>> {
    const { reader, clock } = this.#options;
    const [workflows, system] = await Promise.all([reader.overviewWorkflows(), reader.systemStatus()]);
    this.#systemSentAtMs = clock.nowMs();
    return {
      ok: true,
      subscriptionId: this.subscriptionId,
      serverTimeMs: clock.nowMs(),
      jobs: [],
      logs: null,
      workflow: null,
      overview: { workflows, system },
    };
  }

  start(): void {
    this.#paced.release();
    if (!this.#closed) this.#scheduleSystem();
  }

  offer(committed: Committed): void {
    this.#changed.set(committed.workflowId, committed);
    this.#keepBounded();
    this.#paced.request();
  }

  /** It shows no Jobs. */
  pull(): Promise<void> {
    return Promise.resolve();
  }

  workflowDeleted(workflowId: string): void {
    this.#changed.delete(workflowId);
    this.#removed.push(workflowId);
    this.#keepBounded();
    this.#paced.request();
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#paced.close();
  }

  #keepBounded(): void {
    if (this.#changed.size + this.#removed.length <= CAPACITY) return;
    this.#changed.clear();
    this.#removed = [];
    this.#overflowed = true;
  }

  /** Counters move without a commit too (tasks per second fall to zero), hence a timer of their own. */
  #scheduleSystem(): void {
    this.#cancelTimer = this.#options.clock.setTimer(SYSTEM_INTERVAL_MS, () => {
      this.#paced.request();
      this.#scheduleSystem();
    });
  }

  #compose(): Promise<LiveFrame | null> | LiveFrame | null {
    const nowMs = this.#options.clock.nowMs();
    const systemDue = nowMs - this.#systemSentAtMs >= SYSTEM_INTERVAL_MS;
    if (systemDue || this.#overflowed) return this.#composeFromStore(nowMs);
    if (this.#changed.size + this.#removed.length === 0) return null;
    return { ...emptyFrame(this.subscriptionId, nowMs), ...this.#takeChanges() };
  }

  async #composeFromStore(nowMs: number): Promise<LiveFrame> {
    const { reader } = this.#options;
    this.#systemSentAtMs = nowMs;
    const overflowed = this.#overflowed;
    this.#overflowed = false;
    const system = await reader.systemStatus();
    const reread = overflowed ? await reader.overviewWorkflows() : [];
    const { workflows, removedWorkflowIds } = this.#takeChanges();
    return {
      ...emptyFrame(this.subscriptionId, nowMs),
      system,
      workflows: [...reread, ...workflows],
      removedWorkflowIds,
    };
  }

  #takeChanges(): Pick<LiveFrame, "workflows" | "removedWorkflowIds"> {
    const taken = {
      // Operations have a view of their own.
      workflows: [...this.#changed.values()].flatMap(({ summary }) => (summary.origin === "operation" ? [] : summary)),
      removedWorkflowIds: this.#removed,
    };
    this.#changed = new Map();
    this.#removed = [];
    return taken;
  }
}
