import { isTerminal, type JsonObject } from "@gantry/contracts";
import { thaw } from "../core/index.ts";
import { BackgroundWork } from "../runtime/background-work.ts";
import { Capacity } from "../runtime/capacity.ts";
import { GroupCommitter } from "../runtime/group-committer.ts";
import { randomIds } from "../runtime/ids.ts";
import { MemoryStore } from "../runtime/memory-store.ts";
import { newWorkflow } from "../runtime/new-workflow.ts";
import type { Clock } from "../runtime/ports/clock.ts";
import { silentLogger } from "../runtime/ports/logger.ts";
import { systemClock } from "../runtime/system-clock.ts";
import { WorkflowRun } from "../runtime/workflow-run.ts";
import { LazyThreadExecutor } from "../threads/lazy-thread-executor.ts";
import type { Flow } from "./flow.ts";
import { createInlineExecutor } from "./inline-executor.ts";
import type { Job } from "./job.ts";

interface Entry {
  readonly routine: string;
  readonly slot: string;
  readonly data: JsonObject;
}

/** Runs one Flow instance without a server: one Workflow in memory, to which every `execute` adds a Job. */
export class FlowRunner {
  readonly #flow: Flow;
  readonly #clock: Clock;
  readonly #run: WorkflowRun;
  readonly #background = new BackgroundWork(silentLogger);
  readonly #waiters = new Set<() => void>();
  readonly #threads: LazyThreadExecutor;
  readonly #ownerId = "library";
  #jobCount = 0;

  constructor(flow: Flow, clock: Clock = systemClock) {
    this.#flow = flow;
    this.#clock = clock;
    this.#threads = new LazyThreadExecutor(flow, clock);
    const store = new MemoryStore();
    const definition = flow.definition();
    const context = { ids: randomIds, nowMs: clock.nowMs(), ownerId: this.#ownerId };
    const request = { name: flow.name, origin: "flow", flow: definition, entries: [], jobSeeds: [] } as const;
    const { workflow } = newWorkflow(request, context);
    void store.create(workflow);
    this.#run = new WorkflowRun(workflow.record, {
      clock,
      history: store,
      committer: new GroupCommitter({ history: store, clock, logger: silentLogger }),
      capacity: new Capacity(Infinity),
      executors: { inline: createInlineExecutor([flow]), thread: this.#threads },
      graceMs: 5_000,
      random: Math.random,
      background: (work) => {
        this.#background.add(work);
      },
      onCommitted: () => {
        for (const wake of this.#waiters) wake();
      },
      onEnded: () => undefined,
      onAttemptEnded: () => undefined,
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
    this.#run.continueJob(jobId);
    if (timeoutMs !== null) this.#armTimeout(jobId, timeoutMs);
    return this.#handle(jobId);
  }

  waitForAll(timeoutMs?: number): Promise<boolean> {
    return this.#waitUntil(() => this.#run.ended, timeoutMs);
  }

  async shutdown(wait: boolean): Promise<void> {
    if (!wait) {
      for (const job of this.#run.jobs)
        this.#run.dispatch(job.state.jobId, { type: "cancel_job", reason: "The flow was shut down" });
    }
    await this.waitForAll();
    await this.#background.settled();
    await this.#threads.close();
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
    const { workflow } = newWorkflow(request, { ids: randomIds, nowMs: this.#clock.nowMs(), ownerId: this.#ownerId });
    const [created] = workflow.events;
    if (created?.kind !== "job_created") throw new Error("A new job begins with job_created");
    const event = { ...created, workflowId, jobIndex: this.#jobCount };
    this.#jobCount += 1;
    this.#run.createJob(event, workflow.values);
    return event.jobId;
  }

  #armTimeout(jobId: string, timeoutMs: number): void {
    const cancelTimer = this.#clock.setTimer(timeoutMs, () => {
      const message = `The job did not end within ${String(timeoutMs)} ms`;
      this.#run.dispatch(jobId, { type: "fail_job", error: { code: "timeout", message } });
    });
    this.#background.add(this.#waitUntil(() => this.#hasEnded(jobId)).then(cancelTimer));
  }

  #handle(jobId: string): Job {
    const run = this.#run;
    const stateOf = () => {
      const job = run.job(jobId);
      if (!job) throw new Error(`Job ${jobId} is gone`);
      return thaw(job.state);
    };
    return {
      jobId,
      get state() {
        return stateOf();
      },
      waitForCompletion: (options = {}) => this.#waitUntil(() => this.#hasEnded(jobId), options.timeoutMs),
      pause: (reason) => void run.dispatch(jobId, { type: "pause_job", reason: reason ?? null }),
      resume: () => void run.dispatch(jobId, { type: "resume_job" }),
      cancel: (reason) => void run.dispatch(jobId, { type: "cancel_job", reason: reason ?? null }),
    };
  }

  #hasEnded(jobId: string): boolean {
    const job = this.#run.job(jobId);
    return job !== undefined && isTerminal(job.state.status) && !job.hasUncommitted;
  }

  #waitUntil(isDone: () => boolean, timeoutMs?: number): Promise<boolean> {
    if (isDone()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const finish = (result: boolean): void => {
        cancelTimer?.();
        this.#waiters.delete(wake);
        resolve(result);
      };
      const wake = (): void => {
        if (isDone()) finish(true);
      };
      const cancelTimer = timeoutMs === undefined ? null : this.#clock.setTimer(timeoutMs, () => finish(false));
      this.#waiters.add(wake);
    });
  }
}
