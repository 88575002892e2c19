import {
  AppError,
  type JobSummary,
  type SubscribeAnswer,
  type SubscribeRequest,
  type WorkflowSummary,
} from "@gantry/contracts";
import type { Clock, Committed } from "@gantry/engine";
import type { BackgroundWork } from "../background.ts";
import { JobsSubscription } from "./jobs-subscription.ts";
import type { LiveReader } from "./live-reader.ts";
import { OperationsSubscription } from "./operations-subscription.ts";
import type { Outlet } from "./outlet.ts";
import { OverviewSubscription } from "./overview-subscription.ts";
import { ServicesSubscription } from "./services-subscription.ts";
import type { Subscription } from "./subscription.ts";

/** Views of one socket; a page needs two. */
const MAX_SUBSCRIPTIONS_PER_OUTLET = 64;

export interface LiveHubOptions {
  readonly reader: LiveReader;
  readonly clock: Clock;
  readonly background: BackgroundWork;
}

export interface Opened {
  readonly answer: Extract<SubscribeAnswer, { ok: true }>;
  /** Call once the answer has been handed to the socket: frames follow it. */
  start(): void;
}

interface Created {
  readonly subscription: Subscription;
  /** Whose commits it hears of: Workflows by id, `null` for all; none for what moves by itself. */
  readonly follows: readonly (string | null)[];
}

/**
 * Owns: who watches what. Every durable commit comes in once and goes to each view that it concerns.
 * Does not own: the transport, and who may subscribe (the socket server asks before it calls).
 *
 * Invariants:
 *   H1  A view is registered before the store is read for it, so that no commit falls between the two.
 *   H2  A closed outlet leaves nothing behind, even when it closes while its subscription is being opened.
 */
export class LiveHub {
  readonly #options: LiveHubOptions;
  readonly #byOutlet = new Map<Outlet, Map<string, Subscription>>();
  /** Views by the Workflow that they follow; `null` follows all. */
  readonly #byWorkflow = new Map<string | null, Set<Subscription>>();
  #lastId = 0;

  constructor(options: LiveHubOptions) {
    this.#options = options;
  }

  get subscriptionCount(): number {
    let count = 0;
    for (const subscriptions of this.#byOutlet.values()) count += subscriptions.size;
    return count;
  }

  /** Passes a durable commit on. Synchronous and cheap: it runs inside the engine's commit loop. */
  publish(committed: Committed): void {
    const shared = withSharedSummary(committed);
    for (const key of [committed.workflowId, null]) {
      for (const subscription of this.#byWorkflow.get(key) ?? []) subscription.offer(shared);
    }
  }

  /** The Workflows that a view here follows by itself. */
  watchedWorkflowIds(): readonly string[] {
    return [...this.#byWorkflow.keys()].filter((workflowId) => workflowId !== null);
  }

  get overviewIsWatched(): boolean {
    return this.#byWorkflow.has(null);
  }

  /** Brings the views of a Workflow to where `jobs` say that the store is: another server wrote what they lack. */
  async pull(workflowId: string, jobs: readonly JobSummary[]): Promise<void> {
    for (const subscription of this.#byWorkflow.get(workflowId) ?? []) await subscription.pull(jobs);
  }

  workflowDeleted(workflowId: string): void {
    for (const key of [workflowId, null]) {
      for (const subscription of this.#byWorkflow.get(key) ?? []) subscription.workflowDeleted(workflowId);
    }
  }

  connect(outlet: Outlet): void {
    this.#byOutlet.set(outlet, new Map());
  }

  /**
   * Opens a view for a connected outlet.
   * @throws AppError `not_found` for an unknown Job or Workflow, `rate_limited` beyond 64 views, `cancelled` when
   * the outlet closed meanwhile.
   */
  async subscribe(outlet: Outlet, request: SubscribeRequest): Promise<Opened> {
    const { subscription, follows } = await this.#create(outlet, request);
    this.#register(outlet, subscription, follows); // keeps H1
    try {
      const answer = await subscription.open();
      return { answer, start: () => subscription.start() };
    } catch (error) {
      this.unsubscribe(outlet, subscription.subscriptionId);
      throw error;
    }
  }

  unsubscribe(outlet: Outlet, subscriptionId: string): void {
    const subscription = this.#byOutlet.get(outlet)?.get(subscriptionId);
    if (subscription === undefined) return;
    this.#byOutlet.get(outlet)?.delete(subscriptionId);
    for (const [key, subscriptions] of this.#byWorkflow) {
      if (subscriptions.delete(subscription) && subscriptions.size === 0) this.#byWorkflow.delete(key);
    }
    subscription.close();
  }

  disconnect(outlet: Outlet): void {
    for (const subscriptionId of [...(this.#byOutlet.get(outlet)?.keys() ?? [])]) {
      this.unsubscribe(outlet, subscriptionId);
    }
    this.#byOutlet.delete(outlet);
  }

  close(): void {
    for (const outlet of [...this.#byOutlet.keys()]) this.disconnect(outlet);
  }

  #register(outlet: Outlet, subscription: Subscription, follows: Created["follows"]): void {
    const own = this.#byOutlet.get(outlet);
    if (own === undefined) throw new AppError("cancelled", "The connection closed"); // keeps H2
    if (own.size >= MAX_SUBSCRIPTIONS_PER_OUTLET) {
      throw new AppError("rate_limited", `One connection may follow ${MAX_SUBSCRIPTIONS_PER_OUTLET} views at once`);
    }
    own.set(subscription.subscriptionId, subscription);
    for (const key of follows) {
      const followers = this.#byWorkflow.get(key) ?? new Set();
      this.#byWorkflow.set(key, followers.add(subscription));
    }
  }

  async #create(outlet: Outlet, request: SubscribeRequest): Promise<Created> {
    const shared = { ...this.#options, outlet, subscriptionId: `sub_${++this.#lastId}` };
    if (request.scope === "overview") return { subscription: new OverviewSubscription(shared), follows: [null] };
    if (request.scope === "operations") return { subscription: new OperationsSubscription(shared), follows: [null] };
    if (request.scope === "services") return { subscription: new ServicesSubscription(shared), follows: [] };
    if (request.scope === "workflow") {
      const { workflowId, afterSeq } = request;
      const jobIds = await this.#options.reader.jobIdsOf(workflowId);
      if (jobIds === null) throw new AppError("not_found", `Workflow ${workflowId} not found`);
      const jobs = jobIds.map((jobId) => ({ jobId, afterSeq: afterSeq[jobId] ?? null }));
      return { subscription: new JobsSubscription({ ...shared, workflowId, jobs, logs: null }), follows: [workflowId] };
    }
    const { jobId, afterSeq, afterLogSeq } = request;
    const workflowId = await this.#options.reader.workflowIdOf(jobId);
    if (workflowId === null) throw new AppError("not_found", `Job ${jobId} not found`);
    const jobs = [{ jobId, afterSeq }];
    const logs = { afterLogSeq };
    return { subscription: new JobsSubscription({ ...shared, workflowId, jobs, logs }), follows: [workflowId] };
  }
}

/** The summary is folded when it is read: all views of one commit share that fold. */
function withSharedSummary(committed: Committed): Committed {
  let summary: WorkflowSummary | null = null;
  return {
    workflowId: committed.workflowId,
    events: committed.events,
    logs: committed.logs,
    get summary() {
      summary ??= committed.summary;
      return summary;
    },
  };
}
