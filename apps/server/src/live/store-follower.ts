import { isTerminal, type JobSummary, type WorkflowSummary } from "@gantry/contracts";
import type { Clock, Committed } from "@gantry/engine";
import type { BackgroundWork } from "../background.ts";
import type { LiveHub } from "./live-hub.ts";
import type { LiveReader } from "./live-reader.ts";

/** How often the store is asked; rows follow history within 250 ms, so a view is less than a second behind. */
const INTERVAL_MS = 500;

export interface StoreFollowerOptions {
  readonly hub: LiveHub;
  readonly reader: Pick<LiveReader, "readSummary" | "overviewWorkflows">;
  /** A Workflow's Jobs as their rows say, by index. */
  readonly jobsOf: (workflowId: string) => Promise<readonly JobSummary[]>;
  /** Whether this server runs the Workflow: then its commits are published as they happen. */
  readonly runsHere: (workflowId: string) => boolean;
  readonly clock: Clock;
  readonly background: BackgroundWork;
}

/**
 * Beside other servers: keeps the views of Workflows that another one runs at the present, by asking the store that
 * all share. It asks for those only, and only while somebody here watches.
 */
export class StoreFollower {
  readonly #options: StoreFollowerOptions;
  /** What the Overview was shown of each foreign Workflow last: its `updatedAtMs`. */
  #shown = new Map<string, number>();
  /** Ended, and shown so: nothing moves there any more. */
  #settled = new Set<string>();
  #cancelTimer: (() => void) | null = null;
  #closed = false;

  constructor(options: StoreFollowerOptions) {
    this.#options = options;
    this.#schedule();
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
  }

  #schedule(): void {
    const { clock, background } = this.#options;
    this.#cancelTimer = clock.setTimer(INTERVAL_MS, () => {
      background.run("follow the workflows of other servers", async () => {
        try {
          await this.#look();
        } finally {
          if (!this.#closed) this.#schedule();
        }
      });
    });
  }

  async #look(): Promise<void> {
    const { hub, runsHere } = this.#options;
    const foreign = hub.watchedWorkflowIds().filter((workflowId) => !runsHere(workflowId));
    this.#settled = new Set(foreign.filter((workflowId) => this.#settled.has(workflowId)));
    for (const workflowId of foreign) if (!this.#settled.has(workflowId)) await this.#followWorkflow(workflowId);
    if (hub.overviewIsWatched) await this.#followOverview();
    else this.#shown.clear();
  }

  async #followWorkflow(workflowId: string): Promise<void> {
    const { hub, jobsOf } = this.#options;
    // Rows are written together: Jobs read after the summary are never behind it.
    const summary = await this.#publishSummary(workflowId);
    if (summary === null) return;
    await hub.pull(workflowId, await jobsOf(workflowId));
    if (isTerminal(summary.status)) this.#settled.add(workflowId);
  }

  async #followOverview(): Promise<void> {
    const { hub, reader, runsHere } = this.#options;
    const listed = (await reader.overviewWorkflows()).filter(({ workflowId }) => !runsHere(workflowId));
    const before = this.#shown;
    this.#shown = new Map(listed.map(({ workflowId, updatedAtMs }) => [workflowId, updatedAtMs]));
    for (const summary of listed)
      if (before.get(summary.workflowId) !== summary.updatedAtMs) hub.publish(summaryAlone(summary));
    // What is not listed any more has ended, went to this server, was removed, or is old: its row tells.
    for (const workflowId of before.keys()) if (!this.#shown.has(workflowId)) await this.#publishSummary(workflowId);
  }

  /** @returns what was published; null when the Workflow is gone. */
  async #publishSummary(workflowId: string): Promise<WorkflowSummary | null> {
    const { hub, reader } = this.#options;
    const summary = await reader.readSummary(workflowId);
    if (summary === null) hub.workflowDeleted(workflowId);
    else hub.publish(summaryAlone(summary));
    return summary;
  }
}

const summaryAlone = (summary: WorkflowSummary): Committed => ({
  workflowId: summary.workflowId,
  events: [],
  logs: [],
  summary,
});
