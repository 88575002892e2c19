import { DataReference, type ExecuteRequest } from "@gantry/contracts";
import type { DataReferenceInput } from "./data-reference-input.ts";
import { describeIssues } from "./describe-issues.ts";
import { newTaskRecord, type TaskOutcome, type TaskRecord, type TrackedTask } from "./task-record.ts";
import type { TaskReporter } from "./task-reporter.ts";

/**
 * Owns: every Task that this service has accepted, from registration until it expires.
 * Does not own: running them (`runInBackground`) or how they look on the wire (`control-interface.ts`).
 *
 * T1  A Task is registered once; registering it again changes nothing.
 * T2  At most one worker ever begins a Task.
 * T3  An end (complete, failed, cancelled) is final.
 * T4  Only ended Tasks expire.
 * T5  One id never stands for the Tasks of two Workflows.
 */
export class TaskManager implements TaskReporter {
  readonly #tasks = new Map<string, TaskRecord>();
  /** In the order they ended, so that expiry looks only at the oldest. */
  readonly #ended = new Set<TaskRecord>();
  readonly #waiters = new Set<() => void>();
  readonly #retentionMs: number;
  readonly #nowMs: () => number;
  #latest: TaskRecord | undefined;

  /** @param options `retentionMs`: how long an ended Task can still be asked for; default one hour. */
  constructor(options: { readonly retentionMs?: number; readonly nowMs?: () => number } = {}) {
    this.#retentionMs = options.retentionMs ?? 3_600_000;
    this.#nowMs = options.nowMs ?? Date.now;
  }

  /**
   * Begins to track a Task under the id that the caller will poll.
   * @returns false when it was registered before: a repeated request for the same work.
   * @throws Error when the id belongs to a Task of another Workflow.
   */
  registerTask(taskId: string, request: ExecuteRequest): boolean {
    this.#expire();
    const known = this.#tasks.get(taskId);
    if (known !== undefined) {
      // keeps T5: a foreign orchestrator's ids may be unique within one workflow only
      if (known.request.workflow_id !== request.workflow_id) {
        throw new Error(`Task id ${taskId} is in use by workflow ${known.request.workflow_id}`);
      }
      return false;
    }
    const record = newTaskRecord(taskId, request);
    this.#tasks.set(taskId, record);
    this.#latest = record;
    return true;
  }

  /** @returns the Task's abort signal for the one worker that may run it; null for everyone after the first (T2). */
  beginWork(taskId: string): AbortSignal | null {
    const record = this.#tasks.get(taskId);
    if (record === undefined || record.begun || record.outcome.status !== "running") return null;
    record.begun = true;
    return record.abort.signal;
  }

  updateProgress(taskId: string, percent: number, message?: string): boolean {
    const record = this.#tasks.get(taskId);
    if (record?.outcome.status !== "running" || Number.isNaN(percent)) return false;
    const progress = Math.min(100, Math.max(0, percent));
    record.outcome = { status: "running", progress, message: message ?? record.outcome.message };
    return true;
  }

  completeTask(taskId: string, reference: DataReferenceInput): boolean {
    const parsed = DataReference.safeParse(reference);
    if (!parsed.success) throw new TypeError(`Invalid output of task ${taskId}: ${describeIssues(parsed.error)}`);
    return this.#end(taskId, { status: "complete", output: parsed.data });
  }

  failTask(taskId: string, message: string): boolean {
    return this.#end(taskId, { status: "failed", error: message, cancelled: false });
  }

  /** Ends a running Task as cancelled and aborts its signal. @returns whether it was running. */
  cancelTask(taskId: string, reason = "Task cancelled"): boolean {
    const record = this.#tasks.get(taskId);
    if (!this.#end(taskId, { status: "failed", error: reason, cancelled: true })) return false;
    record?.abort.abort(new Error(reason));
    return true;
  }

  /** @returns the Task, or the one registered last when no id is given; undefined when there is none, or it has expired. */
  getTask(taskId?: string): TrackedTask | undefined {
    this.#expire();
    return taskId === undefined ? this.#latest : this.#tasks.get(taskId);
  }

  /** Notes that the caller has seen how the Task ended, so that a shutdown need not wait for that. */
  markCollected(taskId: string): void {
    const record = this.#tasks.get(taskId);
    if (record === undefined || record.outcome.status === "running") return;
    record.collected = true;
    this.#wake();
  }

  get runningTaskIds(): readonly string[] {
    return [...this.#tasks.values()].filter((task) => task.outcome.status === "running").map((task) => task.taskId);
  }

  /** Resolves as soon as no Task runs. */
  whenIdle(): Promise<void> {
    return this.#when(() => this.#ended.size === this.#tasks.size);
  }

  /** Resolves as soon as no Task runs and the outcome of each has been asked for. */
  whenCollected(): Promise<void> {
    return this.#when(() => [...this.#tasks.values()].every((task) => task.collected));
  }

  /** The one writer of an end: keeps T3. */
  #end(taskId: string, outcome: TaskOutcome): boolean {
    const record = this.#tasks.get(taskId);
    if (record?.outcome.status !== "running") return false;
    record.outcome = outcome;
    record.finishedAtMs = this.#nowMs();
    this.#ended.add(record);
    this.#wake();
    return true;
  }

  #expire(): void {
    const before = this.#nowMs() - this.#retentionMs;
    for (const record of this.#ended) {
      if (record.finishedAtMs === null || record.finishedAtMs > before) return;
      this.#ended.delete(record);
      this.#tasks.delete(record.taskId);
      if (this.#latest === record) this.#latest = undefined;
    }
  }

  async #when(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((wake) => this.#waiters.add(wake));
  }

  #wake(): void {
    for (const wake of this.#waiters) wake();
    this.#waiters.clear();
  }
}
