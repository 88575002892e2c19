import type { HistoryEvent, JobState, LiveFrame, LogLine, SubscribeAnswer, WorkflowSummary } from "@gantry/contracts";
import type { Committed } from "@gantry/engine";
import { createJobState } from "@gantry/engine/core";
import type { LiveReader } from "../src/live/live-reader.ts";
import type { Outlet } from "../src/live/outlet.ts";

export const WORKFLOW_ID = "wf-000000000001";

const blank = (jobId: string): JobState =>
  createJobState({
    kind: "job_created",
    jobId,
    seq: 1,
    atMs: 0,
    workflowId: WORKFLOW_ID,
    jobIndex: 0,
    flowId: "flow_test",
    routines: [],
    planned: false,
    entries: [],
    reusesJobId: null,
  });

/** A store and its publisher: what is committed is readable first, and published in order. */
export class LiveModel implements LiveReader {
  readonly #events = new Map<string, HistoryEvent[]>();
  readonly #logs = new Map<string, LogLine[]>();
  /** How long a read takes: tests replace it to interleave. */
  delay: <T>(value: T) => Promise<T> = (value) => Promise.resolve(value);

  constructor(jobIds: readonly string[]) {
    for (const jobId of jobIds) {
      this.#events.set(jobId, []);
      this.#logs.set(jobId, []);
      this.commit(jobId, { events: 1, logs: 0 });
    }
  }

  commit(
    jobId: string,
    count: { readonly events: number; readonly logs: number; readonly reason?: string },
  ): Committed {
    const stored = this.#eventsOf(jobId);
    const lines = this.#logsOf(jobId);
    const events = Array.from({ length: count.events }, (_, index): HistoryEvent => {
      return { kind: "job_paused", jobId, seq: stored.length + index + 1, atMs: 0, reason: count.reason ?? null };
    });
    const logs = Array.from({ length: count.logs }, (_, index): LogLine => {
      const logSeq = lines.length + index + 1;
      return {
        jobId,
        logSeq,
        atSeq: 1,
        atMs: 0,
        level: "info",
        message: "",
        fields: null,
        routine: null,
        taskId: null,
        attempt: null,
      };
    });
    stored.push(...events);
    lines.push(...logs);
    return { workflowId: WORKFLOW_ID, events, logs, summary: { workflowId: WORKFLOW_ID } as WorkflowSummary };
  }

  length(jobId: string): { readonly seq: number; readonly logSeq: number } {
    return { seq: this.#eventsOf(jobId).length, logSeq: this.#logsOf(jobId).length };
  }

  readJob(jobId: string): Promise<JobState | null> {
    if (!this.#events.has(jobId)) return this.delay(null);
    return this.delay({ ...blank(jobId), seq: this.#eventsOf(jobId).length });
  }

  readEvents(jobId: string, afterSeq: number, limit: number): Promise<readonly HistoryEvent[]> {
    return this.delay(this.#eventsOf(jobId).slice(afterSeq, afterSeq + limit));
  }

  readLogs(jobId: string, afterLogSeq: number, limit: number): Promise<readonly LogLine[]> {
    return this.delay(this.#logsOf(jobId).slice(afterLogSeq, afterLogSeq + limit));
  }

  lastLogSeq(jobId: string): Promise<number> {
    return this.delay(this.#logsOf(jobId).length);
  }

  workflowIdOf(jobId: string): Promise<string | null> {
    return this.delay(this.#events.has(jobId) ? WORKFLOW_ID : null);
  }

  jobIdsOf(workflowId: string): Promise<readonly string[] | null> {
    return this.delay(workflowId === WORKFLOW_ID ? [...this.#events.keys()] : null);
  }

  readSummary(): Promise<WorkflowSummary | null> {
    return this.delay(null);
  }

  overviewWorkflows(): Promise<readonly WorkflowSummary[]> {
    return this.delay([]);
  }

  readonly besideOthers = false;

  overviewOperations(): never {
    throw new Error("Nobody looks at the operations here");
  }

  activeOperationIds(): never {
    throw new Error("Nobody looks at the operations here");
  }

  findOperation(): never {
    throw new Error("Nobody looks at the operations here");
  }

  services(): never {
    throw new Error("Nobody looks at the services here");
  }

  refreshServices(): never {
    throw new Error("Nobody looks at the services here");
  }

  systemStatus(): never {
    throw new Error("No test of this model looks at the Overview");
  }

  #eventsOf(jobId: string): HistoryEvent[] {
    return this.#events.get(jobId) ?? [];
  }

  #logsOf(jobId: string): LogLine[] {
    return this.#logs.get(jobId) ?? [];
  }
}

/** One viewer: it keeps what it has seen across connections, and notices every gap and every repeat. */
export class Viewer {
  readonly seqs = new Map<string, number>();
  readonly logSeqs = new Map<string, number>();
  readonly faults: string[] = [];
  frames = 0;

  answered(answer: Extract<SubscribeAnswer, { ok: true }>): void {
    for (const job of answer.jobs) {
      if (job.kind === "snapshot") this.#snapshot(job.state);
      else for (const event of job.events) this.#event(event);
    }
    for (const line of answer.logs?.lines ?? []) this.#line(line, { first: !this.logSeqs.has(line.jobId) });
  }

  received(frame: LiveFrame): void {
    this.frames += 1;
    for (const state of frame.snapshots) this.#snapshot(state);
    for (const event of frame.events) this.#event(event);
    for (const line of frame.logs) this.#line(line, { first: false });
  }

  #snapshot(state: JobState): void {
    if (state.seq < (this.seqs.get(state.jobId) ?? 0))
      this.faults.push(`a snapshot took the view back to ${state.seq}`);
    this.seqs.set(state.jobId, state.seq);
  }

  #event({ jobId, seq }: HistoryEvent): void {
    const last = this.seqs.get(jobId) ?? 0;
    if (seq !== last + 1) this.faults.push(`${jobId}: ${seq} after ${last}`);
    this.seqs.set(jobId, seq);
  }

  #line({ jobId, logSeq }: LogLine, { first }: { readonly first: boolean }): void {
    const last = this.logSeqs.get(jobId) ?? 0;
    if (!first && logSeq !== last + 1) this.faults.push(`${jobId}: line ${logSeq} after ${last}`);
    this.logSeqs.set(jobId, logSeq);
  }
}

/** A connection that a test can stall. */
export class TestOutlet implements Outlet {
  readonly #viewer: Viewer;
  readonly #waiting: (() => void)[] = [];
  #ready = true;

  constructor(viewer: Viewer) {
    this.#viewer = viewer;
  }

  get ready(): boolean {
    return this.#ready;
  }

  send(frame: LiveFrame): void {
    if (!this.#ready) this.#viewer.faults.push("a frame was sent to a stalled connection");
    this.#viewer.received(frame);
  }

  whenReady(resume: () => void): void {
    this.#waiting.push(resume);
  }

  stall(): void {
    this.#ready = false;
  }

  drain(): void {
    this.#ready = true;
    for (const resume of this.#waiting.splice(0)) resume();
  }
}
