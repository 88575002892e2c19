import {
  isTerminal,
  type HistoryEvent,
  type JobState,
  type LiveFrame,
  type LogLine,
  type SubscribeRequest,
  type WorkflowSummary,
} from "@gantry/contracts";
import { foldCatchUp, foldEvents, laterOf, type JobFold } from "@gantry/engine/core";
import { groupBy } from "../group-by.ts";
import type { AcceptedAnswer, LiveView } from "./live-view.ts";

/** What is followed: all Jobs of a Workflow, or one Job with its log. */
export type Followed =
  { readonly kind: "workflow"; readonly workflowId: string } | { readonly kind: "job"; readonly jobId: string };

export interface JobsListener {
  /** New events of one Job, in order; after a snapshot there are none, and `state` has jumped. */
  changed?(job: JobState, events: readonly HistoryEvent[]): void;
  /** Lines that may leave a hole behind the last one: whoever needs all of them reads what is missing. */
  logged?(lines: readonly LogLine[], lastLogSeq: number): void;
  /** After everything that one answer or frame brought. */
  settled?(view: JobsView): void;
}

/**
 * The fold of some Jobs of one Workflow, kept up to date by a LiveConnection.
 *
 * V1: a Job's state moves forward by the event that is next, or by a later snapshot, and never otherwise.
 */
export class JobsView implements LiveView {
  readonly #followed: Followed;
  readonly #listener: JobsListener;
  readonly #jobs = new Map<string, JobState>();
  #workflow: WorkflowSummary | null = null;
  #removed = false;
  #lastLogSeq: number;

  constructor(followed: Followed, listener: JobsListener, options: { readonly afterLogSeq?: number } = {}) {
    this.#followed = followed;
    this.#listener = listener;
    this.#lastLogSeq = options.afterLogSeq ?? 0;
  }

  get workflow(): WorkflowSummary | null {
    return this.#workflow;
  }

  /** By job index. */
  get jobs(): readonly JobState[] {
    return [...this.#jobs.values()].toSorted((a, b) => a.jobIndex - b.jobIndex);
  }

  /** The Workflow was deleted while it was followed. */
  get isRemoved(): boolean {
    return this.#removed;
  }

  /** Whether every Job that is followed has ended. */
  get hasEnded(): boolean {
    if (this.#removed) return true;
    const expected = this.#followed.kind === "job" ? 1 : (this.#workflow?.jobCount ?? Infinity);
    return this.#jobs.size >= expected && [...this.#jobs.values()].every((job) => isTerminal(job.status));
  }

  /** Log lines up to this one are known to whoever reads them; a reconnect asks for those behind it. */
  readTo(logSeq: number): void {
    this.#lastLogSeq = Math.max(this.#lastLogSeq, logSeq);
  }

  request(): SubscribeRequest {
    if (this.#followed.kind === "workflow") {
      const afterSeq = Object.fromEntries([...this.#jobs].map(([jobId, state]) => [jobId, state.seq]));
      return { scope: "workflow", workflowId: this.#followed.workflowId, afterSeq };
    }
    const { jobId } = this.#followed;
    return { scope: "job", jobId, afterSeq: this.#jobs.get(jobId)?.seq ?? null, afterLogSeq: this.#lastLogSeq };
  }

  answered(answer: AcceptedAnswer): { readonly gap: boolean } {
    this.#workflow = answer.workflow ?? this.#workflow;
    let gap = false;
    for (const job of answer.jobs) {
      gap = this.#step(job.jobId, foldCatchUp(this.#jobs.get(job.jobId) ?? null, job)) || gap;
    }
    if (answer.logs !== null) this.#listener.logged?.(answer.logs.lines, answer.logs.lastLogSeq);
    this.#listener.settled?.(this);
    return { gap };
  }

  framed(frame: LiveFrame): { readonly gap: boolean } {
    for (const summary of frame.workflows) this.#summarized(summary);
    for (const snapshot of frame.snapshots) {
      const state = laterOf(this.#jobs.get(snapshot.jobId) ?? null, snapshot);
      this.#step(snapshot.jobId, { state, fresh: [], gap: false });
    }
    let gap = false;
    for (const [jobId, events] of groupBy(frame.events, (event) => event.jobId)) {
      gap = this.#step(jobId, foldEvents(this.#jobs.get(jobId) ?? null, events)) || gap;
    }
    const last = frame.logs.at(-1);
    if (last !== undefined) this.#listener.logged?.(frame.logs, last.logSeq);
    if (this.#workflow !== null && frame.removedWorkflowIds.includes(this.#workflow.workflowId)) this.#removed = true;
    this.#listener.settled?.(this);
    return { gap };
  }

  #summarized(summary: WorkflowSummary): void {
    const held = this.#workflow;
    const isOurs = held !== null && summary.workflowId === held.workflowId;
    if (isOurs && summary.updatedAtMs >= held.updatedAtMs) this.#workflow = summary;
  }

  /** keeps V1. @returns whether something is missing */
  #step(jobId: string, { state, fresh, gap }: JobFold): boolean {
    if (state === null || state === this.#jobs.get(jobId)) return gap;
    this.#jobs.set(jobId, state);
    this.#listener.changed?.(state, fresh);
    return gap;
  }
}
