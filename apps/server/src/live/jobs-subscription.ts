import type { HistoryEvent, JobState, JobSummary, LiveFrame, LogLine, SubscribeAnswer } from "@gantry/contracts";
import type { Clock, Committed } from "@gantry/engine";
import type { BackgroundWork } from "../background.ts";
import { JobFeed } from "./job-feed.ts";
import type { LiveReader } from "./live-reader.ts";
import type { Outlet } from "./outlet.ts";
import { PacedOutlet } from "./paced-outlet.ts";
import { emptyFrame, type Subscription } from "./subscription.ts";

/** Events held for one slow view, shared by its Jobs. */
const VIEW_CAPACITY = 4_000;
const JOB_MIN_CAPACITY = 16;

/** Snapshots read and sent at a time when a view fell behind: one large frame would freeze the tab it heals. */
const RECOVERED_JOBS_PER_FRAME = 20;

export interface JobsSubscriptionOptions {
  readonly subscriptionId: string;
  readonly workflowId: string;
  /** The Jobs followed, in the order they are answered, each with the viewer's last seq (null: none). */
  readonly jobs: readonly { readonly jobId: string; readonly afterSeq: number | null }[];
  /** Only a view of one Job shows its log. */
  readonly logs: { readonly afterLogSeq: number | null } | null;
  readonly reader: LiveReader;
  readonly outlet: Outlet;
  readonly clock: Clock;
  readonly background: BackgroundWork;
}

/** Follows some Jobs of one Workflow: a Job's page, or a Workflow's. */
export class JobsSubscription implements Subscription {
  readonly subscriptionId: string;
  readonly #options: JobsSubscriptionOptions;
  readonly #feeds: ReadonlyMap<string, JobFeed>;
  readonly #paced: PacedOutlet;
  /** Its summary is folded only when a frame goes out, and then is the newest. */
  #newest: Committed | null = null;
  #removed = false;

  constructor(options: JobsSubscriptionOptions) {
    const { reader, logs, jobs } = options;
    this.subscriptionId = options.subscriptionId;
    this.#options = options;
    const capacity = Math.max(JOB_MIN_CAPACITY, Math.floor(VIEW_CAPACITY / Math.max(1, jobs.length)));
    this.#feeds = new Map(jobs.map(({ jobId }) => [jobId, new JobFeed({ jobId, reader, capacity, logs })]));
    this.#paced = new PacedOutlet({
      outlet: options.outlet,
      clock: options.clock,
      background: options.background,
      compose: () => this.#compose(),
    });
  }

  async open(): Promise<Extract<SubscribeAnswer, { ok: true }>> {
    const opened = [];
    // One after the other: a Workflow of 10,000 Jobs must not ask the store for all of them at once.
    for (const { jobId, afterSeq } of this.#options.jobs) {
      const feed = this.#feeds.get(jobId);
      if (feed !== undefined) opened.push(await feed.open(afterSeq));
    }
    return {
      ok: true,
      subscriptionId: this.subscriptionId,
      serverTimeMs: this.#options.clock.nowMs(),
      jobs: opened.map(({ job }) => job),
      logs: opened[0]?.logs ?? null,
      workflow: await this.#options.reader.readSummary(this.#options.workflowId),
      overview: null,
    };
  }

  start(): void {
    this.#paced.release();
  }

  offer(committed: Committed): void {
    if (committed.workflowId !== this.#options.workflowId) return;
    for (const [jobId, part] of partsByJob(committed)) this.#feeds.get(jobId)?.offer(part.events, part.logs);
    this.#newest = committed;
    this.#paced.request();
  }

  async pull(jobs: readonly JobSummary[]): Promise<void> {
    for (const job of jobs) await this.#feeds.get(job.jobId)?.pull(job);
    this.#paced.request();
  }

  workflowDeleted(workflowId: string): void {
    if (workflowId !== this.#options.workflowId) return;
    this.#removed = true;
    this.#paced.request();
  }

  close(): void {
    this.#paced.close();
  }

  #compose(): Promise<LiveFrame | null> | LiveFrame | null {
    const behind = [...this.#feeds.values()].filter((feed) => feed.behind);
    if (behind.length > 0 && !this.#removed) return this.#composeRecovery(behind.slice(0, RECOVERED_JOBS_PER_FRAME));
    const feeds = [...this.#feeds.values()];
    return this.#fill({
      events: feeds.flatMap((feed) => feed.takeEvents()),
      logs: feeds.flatMap((feed) => feed.takeLogs()),
      snapshots: [],
    });
  }

  /** Snapshots travel in a frame without events, so that no reader has to know which of the two comes first. */
  async #composeRecovery(behind: readonly JobFeed[]): Promise<LiveFrame | null> {
    const snapshots: JobState[] = [];
    const logs: LogLine[] = [];
    for (const feed of behind) {
      const { snapshot, lines } = await feed.recover();
      if (snapshot !== null) snapshots.push(snapshot);
      logs.push(...lines);
    }
    this.#paced.request();
    return this.#fill({ events: [], logs, snapshots });
  }

  #fill(content: { events: HistoryEvent[]; logs: LogLine[]; snapshots: JobState[] }): LiveFrame | null {
    const workflows = this.#newest === null ? [] : [this.#newest.summary];
    const removedWorkflowIds = this.#removed ? [this.#options.workflowId] : [];
    this.#newest = null;
    this.#removed = false;
    const frame = {
      ...emptyFrame(this.subscriptionId, this.#options.clock.nowMs()),
      ...content,
      workflows,
      removedWorkflowIds,
    };
    const size = Object.values(content).reduce(
      (sum, part) => sum + part.length,
      workflows.length + removedWorkflowIds.length,
    );
    return size === 0 ? null : frame;
  }
}

function partsByJob(committed: Committed): Map<string, { events: HistoryEvent[]; logs: LogLine[] }> {
  const parts = new Map<string, { events: HistoryEvent[]; logs: LogLine[] }>();
  const partOf = (jobId: string) => {
    const part = parts.get(jobId) ?? { events: [], logs: [] };
    parts.set(jobId, part);
    return part;
  };
  for (const event of committed.events) partOf(event.jobId).events.push(event);
  for (const line of committed.logs) partOf(line.jobId).logs.push(line);
  return parts;
}
