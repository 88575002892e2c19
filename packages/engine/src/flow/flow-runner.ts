import { AppError, type HistoryEvent, type JobState, type JsonObject } from "@gantry/contracts";
import { evolveAll } from "../core/index.ts";
import { BackgroundWork } from "../runtime/background-work.ts";
import { Capacity } from "../runtime/capacity.ts";
import { GroupCommitter } from "../runtime/group-committer.ts";
import { randomIds } from "../runtime/ids.ts";
import { MemoryStore } from "../runtime/memory-store.ts";
import { newWorkflow } from "../runtime/new-workflow.ts";
import type { Clock } from "../runtime/ports/clock.ts";
import type { WorkflowAppend } from "../runtime/ports/history-store.ts";
import { silentLogger } from "../runtime/ports/logger.ts";
import { systemClock } from "../runtime/system-clock.ts";
import { WorkflowRun } from "../runtime/workflow-run.ts";
import { LazyThreadPool } from "../threads/lazy-thread-pool.ts";
import { createThreadExecutor } from "../threads/thread-executor.ts";
import { LoopWatchdog } from "../watchdog/loop-watchdog.ts";
import type { FlowOptions } from "./flow-options.ts";
import type { Flow } from "./flow.ts";
import { createInlineExecutor } from "./inline-executor.ts";
import { JobHandle } from "./job-handle.ts";
import type { Job } from "./job.ts";
import { JOB_FORMAT, type SavedJob } from "./saved-job.ts";
import { WakeUpList } from "./wake-up-list.ts";

interface Entry {
  readonly routine: string;
  readonly slot: string;
  readonly data: JsonObject;
}

const OWNER = "library";

type FlowRunnerOptions = Pick<FlowOptions, "clock" | "blockedLoopWarningMs">;

/** Runs one Flow instance without a server: one Workflow in memory, to which every `execute` adds a Job. */
export class FlowRunner {
  readonly #flow: Flow;
  readonly #clock: Clock;
  readonly #run: WorkflowRun;
  readonly #background = new BackgroundWork(silentLogger);
  readonly #store = new MemoryStore();
  readonly #committer: GroupCommitter;
  readonly #waiting: WakeUpList;
  /** Of Jobs that are not over. */
  readonly #handles = new Map<string, JobHandle>();
  /** Between their check and their first step here. */
  readonly #resuming = new Set<string>();
  /** Over, and about to be let go of. */
  readonly #ended = new Set<string>();
  readonly #threads: LazyThreadPool;
  #watchdog: LoopWatchdog | null = null;
  #jobCount = 0;

  constructor(flow: Flow, { clock = systemClock, blockedLoopWarningMs }: FlowRunnerOptions = {}) {
    this.#flow = flow;
    this.#clock = clock;
    this.#threads = new LazyThreadPool({ clock });
    if (blockedLoopWarningMs !== undefined) this.#watchdog = new LoopWatchdog({ warnAfterMs: blockedLoopWarningMs });
    this.#waiting = new WakeUpList(clock);
    this.#committer = new GroupCommitter({ history: this.#store, clock, logger: silentLogger });
    const definition = flow.definition();
    const context = { ids: randomIds, nowMs: clock.nowMs(), ownerId: OWNER };
    const request = { name: flow.name, origin: "flow", flow: definition, entries: [], jobSeeds: [] } as const;
    const { workflow } = newWorkflow(request, context);
    void this.#store.create(workflow);
    this.#run = new WorkflowRun(workflow.record, {
      clock,
      history: this.#store,
      committer: this.#committer,
      capacity: new Capacity(Infinity),
      executors: {
        inline: createInlineExecutor([flow], this.#watchdog ?? undefined),
        thread: createThreadExecutor([flow], this.#threads),
      },
      graceMs: 5_000,
      random: Math.random,
      background: (work) => {
        this.#background.add(work);
      },
      onCommitted: (_run, append) => this.#committed(append),
      onEnded: () => undefined,
      onAttemptEnded: () => this.#letGoOfEnded(),
      onConflict: (_run, error) => {
        throw error;
      },
    });
    const { stats } = this.#run;
    for (const [name, routine] of flow.routines)
      routine.followRun({ get: (stat) => stats.get(name, stat), all: () => stats.all(name) });
  }

  /** Adds a Job and starts it. */
  execute(entries: readonly Entry[], timeoutMs: number | null): Job {
    const jobId = this.#addJob(entries);
    return this.#start(jobId, timeoutMs);
  }

  /**
   * Goes on with a Job that was saved, paused or not, as recovery does: what was running is lost and tried again.
   * @throws AppError `conflict` when it runs here already, or has Tasks of a Routine or Slot that the Flow does not have.
   */
  async resume({ events, logs, values, state }: SavedJob, timeoutMs: number | null): Promise<Job> {
    const { jobId } = state;
    if (this.#handles.has(jobId) || this.#resuming.has(jobId))
      throw new AppError("conflict", `Job ${jobId} runs in this flow already`);
    this.#assertFits(state);
    const { workflowId, leaseToken } = this.#run.record;
    const moved = events.map((event) =>
      event.kind === "job_created" ? { ...event, workflowId, jobIndex: this.#nextJobIndex() } : event,
    );
    const rows = Object.entries(values).map(([ref, json]) => ({ ref, json }));
    this.#resuming.add(jobId);
    try {
      await this.#store.append([{ workflowId, leaseToken, events: moved, logs, values: rows }]);
    } finally {
      this.#resuming.delete(jobId);
    }
    this.#run.addJob(foldOf(moved), { lastLogSeq: logs.at(-1)?.logSeq ?? 0 });
    this.#run.dispatch(jobId, { type: "resume_job" });
    return this.#start(jobId, timeoutMs);
  }

  /** The Jobs that have not ended. */
  get openJobs(): readonly JobHandle[] {
    return [...this.#handles.values()];
  }

  waitForAll(timeoutMs?: number): Promise<boolean> {
    return this.#waiting.until(() => this.#run.ended, timeoutMs);
  }

  /** A paused Job has nothing more to run: it is cancelled too. */
  async shutdown(wait: boolean): Promise<void> {
    for (const job of this.openJobs) if (!wait || job.isPaused) job.cancel("The flow was shut down");
    await this.waitForAll();
    await this.#background.settled();
    await this.#threads.close();
    await this.#watchdog?.close();
  }

  /** Of a saved Job: a Flow may have changed without a new version. */
  #assertFits({ jobId, entries, tasks }: JobState): void {
    const { flowId, routines } = this.#flow;
    for (const { routine, slot } of [...entries, ...tasks]) {
      if (slot === null || routines.get(routine)?.hasSlot(slot)) continue;
      const what = `Job ${jobId} has a task for "${routine}", slot "${slot}", which flow ${flowId} does not have`;
      throw new AppError("conflict", `${what}: go on with it where the Flow is as it was`);
    }
  }

  #addJob(entries: readonly Entry[]): string {
    const { workflowId } = this.#run.record;
    const request = {
      name: "",
      origin: "flow",
      flow: this.#flow.definition(),
      entries: [],
      jobSeeds: [{ entries, reusesJobId: null }],
    } as const;
    const { workflow } = newWorkflow(request, { ids: randomIds, nowMs: this.#clock.nowMs(), ownerId: OWNER });
    const [created] = workflow.events;
    if (created?.kind !== "job_created") throw new Error("A new job begins with job_created");
    this.#run.createJob({ ...created, workflowId, jobIndex: this.#nextJobIndex() }, workflow.values);
    return created.jobId;
  }

  #nextJobIndex(): number {
    this.#jobCount += 1;
    return this.#jobCount - 1;
  }

  #start(jobId: string, timeoutMs: number | null): JobHandle {
    const job = this.#run.job(jobId);
    if (!job) throw new Error(`Job ${jobId} was not added`);
    const handle = new JobHandle({
      job,
      dispatch: (command) => void this.#run.dispatch(jobId, command),
      waitUntil: (isDone, limitMs) => this.#waiting.until(isDone, limitMs),
      settled: () => this.#committer.settled(),
      save: () => this.#save(job.state.jobId),
    });
    this.#handles.set(jobId, handle);
    this.#run.continueJob(jobId);
    if (timeoutMs !== null) this.#armTimeout(handle, timeoutMs);
    return handle;
  }

  #armTimeout(job: JobHandle, timeoutMs: number): void {
    const cancelTimer = this.#clock.setTimer(timeoutMs, () => {
      const message = `The job did not end within ${String(timeoutMs)} ms`;
      this.#run.dispatch(job.jobId, { type: "fail_job", error: { code: "timeout", message } });
    });
    this.#background.add(this.#waiting.until(() => job.hasEnded).then(cancelTimer));
  }

  /** `state`: what its history folds to, where that is known. */
  #save(jobId: string, state?: JobState): SavedJob {
    const { flowId, version: flowVersion } = this.#run.record.flow;
    const kept = this.#store.copyJob(jobId);
    return { format: JOB_FORMAT, flowId, flowVersion, ...kept, state: state ?? foldOf(kept.events) };
  }

  #committed({ events }: WorkflowAppend): void {
    for (const { kind, jobId } of events)
      if (kind === "job_completed" || kind === "job_failed" || kind === "job_cancelled") this.#ended.add(jobId);
    this.#letGoOfEnded();
    this.#waiting.wake();
  }

  /** A Flow may run Jobs for weeks: those that are over are kept by whoever asked for them, and by nobody else. */
  #letGoOfEnded(): void {
    for (const jobId of this.#ended) {
      const job = this.#run.job(jobId);
      if (!job || job.hasUncommitted || job.attempts.size > 0) continue;
      this.#handles.get(jobId)?.end(this.#save(jobId, job.state));
      this.#handles.delete(jobId);
      this.#ended.delete(jobId);
      this.#run.forgetJob(jobId);
      this.#store.deleteJob(jobId);
    }
  }
}

function foldOf(events: readonly HistoryEvent[]): JobState {
  const state = evolveAll(null, events);
  if (!state) throw new Error("A Job has a history");
  return state;
}
