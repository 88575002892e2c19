/**
 * TaskLine: what the Tasks of a Workflow wait for until they start, and when that is over.
 *
 * Owns: the line for worker slots, the clocks (retries, time limits, Slots that wait only so long), what is taken over
 * from an ended Job instead of run. Does not own: the Jobs' states, which it reads, and the attempts.
 */
import type { HistoryEvent, JobState } from "@gantry/contracts";
import { endOfWaitMs, findTask, mayStartTasks, slotKey, type Command, type CompiledFlow } from "../core/index.ts";
import type { HotJob } from "./hot-job.ts";
import type { WorkflowRecord } from "./ports/workflow-store.ts";
import type { RunDependencies } from "./run-dependencies.ts";
import type { SlotMerges } from "./slot-merges.ts";
import { TaskReuse } from "./task-reuse.ts";
import type { Values } from "./values.ts";
import { WorkerSlots } from "./worker-slots.ts";

interface TaskLineOptions {
  readonly record: WorkflowRecord;
  readonly flow: CompiledFlow;
  readonly values: Values;
  readonly merges: SlotMerges;
  readonly deps: Pick<RunDependencies, "background" | "capacity" | "history">;
  readonly job: (jobId: string) => HotJob | undefined;
  readonly dispatch: (jobId: string, command: Command) => boolean;
}

export class TaskLine {
  readonly slots: WorkerSlots;
  readonly #options: TaskLineOptions;
  readonly #reuse: TaskReuse;

  constructor(options: TaskLineOptions) {
    const { record, deps, job, dispatch } = options;
    this.#options = options;
    this.slots = new WorkerSlots({
      maxWorkers: record.maxWorkers,
      capacity: record.parentJobId ? deps.capacity.withoutWaiting : deps.capacity,
      mayStart: (jobId) => mayStart(job(jobId)),
      start: ({ jobId, taskId, lane }) => dispatch(jobId, { type: "start_task", taskId, lane }),
    });
    this.#reuse = new TaskReuse({
      ...options,
      history: deps.history,
      enqueue: (jobId, taskId) => this.#addReady(jobId, taskId),
    });
  }

  /** Reads what a Job takes over from the one that it repeats; nothing to do for most. */
  async prepare(state: JobState): Promise<void> {
    await this.#reuse.prepare(state);
  }

  /** Does what an event asks for, once it is decided. */
  follow(job: HotJob, event: HistoryEvent): void {
    switch (event.kind) {
      case "job_started":
        this.#armJobTimeout(job);
        return;
      case "job_resumed":
        this.#lookForReuse(job);
        return;
      case "task_queued":
        this.#enqueue(job, event.taskId);
        return;
      case "task_retry_scheduled":
        this.#armRetry(job, event.taskId, event.dueAtMs);
        return;
      case "task_skipped":
      case "task_cancelled":
        this.slots.forget(event);
        job.timers.cancelRetry(event.taskId);
        return;
      default: // nobody waits for the other kinds
    }
  }

  /** Sets the clocks of a Job that a former process began. */
  restore(job: HotJob): void {
    this.#armJobTimeout(job);
    for (const { taskId, waiting, dueAtMs } of job.state.tasks.slice())
      if (waiting === "retry") this.#armRetry(job, taskId, dueAtMs ?? 0);
    this.armSlots(job);
  }

  /** Puts Tasks in line that still wait for a worker. */
  enqueueWaiting(tasks: readonly { readonly job: HotJob; readonly taskId: string }[]): void {
    for (const { job, taskId } of tasks)
      if (findTask(job.state, taskId)?.waiting === "worker") this.#enqueue(job, taskId);
  }

  /** Sets the clocks of the Slots that wait only so long, as the Job stands now. */
  armSlots(job: HotJob): void {
    const { flow, dispatch } = this.#options;
    for (const { routine, slot } of flow.timedSlots) {
      const dueAtMs = job.ended ? null : endOfWaitMs(flow, job.state, routine, slot);
      job.timers.armSlot(slotKey(routine, slot), dueAtMs, (endAtMs) => {
        dispatch(job.state.jobId, { type: "end_wait", routine, slot, dueAtMs: endAtMs });
      });
    }
  }

  /** The Job is over: nothing of it waits any more. */
  release(job: HotJob): void {
    job.timers.clear();
    this.#reuse.release(job.state.jobId);
  }

  #enqueue(job: HotJob, taskId: string): void {
    const { jobId } = job.state;
    if (this.#reuse.mayReuse(jobId)) this.#options.deps.background(this.#reuse.reuseOrEnqueue(job, taskId));
    else this.slots.add({ jobId, taskId });
  }

  #addReady(jobId: string, taskId: string): void {
    this.slots.add({ jobId, taskId });
    this.slots.assign();
  }

  #lookForReuse(job: HotJob): void {
    if (!this.#reuse.mayReuse(job.state.jobId)) return;
    for (const { taskId, waiting } of job.state.tasks) if (waiting === "worker") this.#enqueue(job, taskId);
  }

  #armRetry(job: HotJob, taskId: string, dueAtMs: number): void {
    job.timers.armRetry(taskId, dueAtMs, () => this.#addReady(job.state.jobId, taskId));
  }

  #armJobTimeout(job: HotJob): void {
    const { record, dispatch } = this.#options;
    if (record.jobTimeoutMs === null) return;
    const message = `The job did not end within ${String(record.jobTimeoutMs)} ms`;
    job.timers.armLimit((job.state.startedAtMs ?? job.state.createdAtMs) + record.jobTimeoutMs, () => {
      dispatch(job.state.jobId, { type: "fail_job", error: { code: "timeout", message } });
    });
  }
}

const mayStart = (job: HotJob | undefined): boolean => job !== undefined && mayStartTasks(job.state);

/** The Tasks of these Jobs that wait for a worker, in the order in which they became ready. */
export function tasksInLine(jobs: readonly HotJob[]): { readonly job: HotJob; readonly taskId: string }[] {
  const waiting = jobs.flatMap((job) =>
    job.state.tasks.filter((task) => task.waiting === "worker").map((task) => ({ job, task })),
  );
  waiting.sort((a, b) => (a.task.queuedAtMs ?? 0) - (b.task.queuedAtMs ?? 0) || a.task.ordinal - b.task.ordinal);
  return waiting.map(({ job, task }) => ({ job, taskId: task.taskId }));
}
