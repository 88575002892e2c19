import type { JobState, LiveFrame, SubscribeAnswer, SubscribeRequest } from "@gantry/contracts";
import { evolve } from "@gantry/engine/core";
import type { LiveClient } from "./test-server.ts";

type Accepted = Extract<SubscribeAnswer, { ok: true }>;

/** One tab: folds what it is sent with the engine's own `evolve`, and subscribes again where it was. */
export class Tab {
  readonly states = new Map<string, JobState>();
  readonly lines = new Map<string, number>();
  readonly faults: string[] = [];
  overview: readonly string[] = [];
  removed: string[] = [];
  readonly #client: LiveClient;
  readonly #request: (tab: Tab) => SubscribeRequest;
  #subscriptionId = "";

  constructor(client: LiveClient, request: (tab: Tab) => SubscribeRequest) {
    this.#client = client;
    this.#request = request;
    client.on("frame", (frame) => this.#take(frame));
  }

  /** Subscribes when connected, and after every reconnect; resolves with the first answer. */
  follow(): Promise<void> {
    return new Promise((resolve) => {
      // A callback, not a promise: the frames that follow may arrive in the same tick as the answer.
      const subscribe = () => {
        this.#client.emit("subscribe", this.#request(this), (answer) => {
          this.#answered(answer);
          resolve();
        });
      };
      if (this.#client.connected) subscribe();
      this.#client.on("connect", subscribe);
    });
  }

  ended(jobIds: readonly string[]): boolean {
    return jobIds.every((jobId) => this.states.get(jobId)?.finishedAtMs !== null && this.states.has(jobId));
  }

  #answered(answer: SubscribeAnswer): void {
    if (!answer.ok) return void this.faults.push(answer.message);
    this.#subscriptionId = answer.subscriptionId;
    this.#apply(answer);
  }

  #apply(answer: Accepted): void {
    this.overview = answer.overview?.workflows.map(({ workflowId }) => workflowId) ?? [];
    for (const job of answer.jobs) {
      if (job.kind === "snapshot") this.states.set(job.jobId, job.state);
      else this.#fold(job.events);
    }
    for (const line of answer.logs?.lines ?? []) this.lines.set(line.jobId, line.logSeq);
  }

  #take(frame: LiveFrame): void {
    if (frame.subscriptionId !== this.#subscriptionId) return void this.faults.push("a frame of another subscription");
    for (const state of frame.snapshots) this.states.set(state.jobId, state);
    this.#fold(frame.events);
    for (const line of frame.logs) {
      if (line.logSeq !== (this.lines.get(line.jobId) ?? 0) + 1)
        this.faults.push(`line ${line.logSeq} is out of order`);
      this.lines.set(line.jobId, line.logSeq);
    }
    this.overview = [...new Set([...this.overview, ...frame.workflows.map(({ workflowId }) => workflowId)])];
    this.removed.push(...frame.removedWorkflowIds);
  }

  #fold(events: LiveFrame["events"]): void {
    for (const event of events) {
      const state = this.states.get(event.jobId) ?? null;
      if (event.seq !== (state?.seq ?? 0) + 1)
        this.faults.push(`${event.jobId}: ${event.seq} after ${state?.seq ?? 0}`);
      this.states.set(event.jobId, evolve(state, event));
    }
  }
}

export const workflowRequest =
  (workflowId: string) =>
  (tab: Tab): SubscribeRequest => ({
    scope: "workflow",
    workflowId,
    afterSeq: Object.fromEntries([...tab.states].map(([jobId, state]) => [jobId, state.seq])),
  });
export const jobRequest =
  (jobId: string) =>
  (tab: Tab): SubscribeRequest => ({
    scope: "job",
    jobId,
    afterSeq: tab.states.get(jobId)?.seq ?? null,
    afterLogSeq: tab.lines.get(jobId) ?? null,
  });
