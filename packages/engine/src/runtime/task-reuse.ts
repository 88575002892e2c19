import type { JobState, JsonObject } from "@gantry/contracts";
import { findTask, mayStartTasks, type Command, type CommandOf, type CompiledFlow } from "../core/index.ts";
import type { HotJob } from "./hot-job.ts";
import { hydrateInput } from "./hydrate-input.ts";
import type { HistoryStore } from "./ports/history-store.ts";
import { ReusePool } from "./reuse-pool.ts";
import type { SlotMerges } from "./slot-merges.ts";
import type { Values } from "./values.ts";

interface TaskReuseOptions {
  readonly flow: CompiledFlow;
  readonly values: Values;
  readonly merges: SlotMerges;
  readonly history: HistoryStore;
  readonly dispatch: (jobId: string, command: Command) => boolean;
  /** Puts a Task that has nothing to take over in line for a worker. */
  readonly enqueue: (jobId: string, taskId: string) => void;
}

/** Which of a Workflow's Jobs repeat an ended one, and what their Tasks take over from it instead of running. */
export class TaskReuse {
  readonly #options: TaskReuseOptions;
  readonly #pools = new Map<string, ReusePool>();

  constructor(options: TaskReuseOptions) {
    this.#options = options;
  }

  /** Reads what the forerunner of this Job completed; nothing to do for a Job that has none. */
  async prepare({ jobId, reusesJobId }: JobState): Promise<void> {
    const { history, flow, merges } = this.#options;
    if (reusesJobId === null) return;
    this.#pools.set(jobId, await ReusePool.load({ history, flow, merges }, reusesJobId));
    merges.release(reusesJobId);
  }

  /** Whether the Tasks of this Job should be looked up before they are run. */
  mayReuse(jobId: string): boolean {
    return this.#pools.has(jobId);
  }

  release(jobId: string): void {
    this.#pools.delete(jobId);
  }

  /** Lets a queued Task take over its forerunner's result, or else puts it in line; a paused Job's is asked for again on resume. */
  async reuseOrEnqueue({ state }: HotJob, taskId: string): Promise<void> {
    const input = await this.#inputOf(state, taskId);
    if (findTask(state, taskId)?.waiting !== "worker" || !mayStartTasks(state)) return;
    const command = input && this.#take(state, taskId, input);
    if (command && this.#options.dispatch(state.jobId, command)) return;
    this.#options.enqueue(state.jobId, taskId);
  }

  /** null when it cannot be read: then the Task had better run. */
  async #inputOf(state: JobState, taskId: string): Promise<JsonObject | null> {
    const { flow, values, merges } = this.#options;
    const task = findTask(state, taskId);
    return task ? hydrateInput({ flow, state, values, merges }, task).catch(() => null) : null;
  }

  #take(state: JobState, taskId: string, input: JsonObject): CommandOf<"reuse_task"> | null {
    const task = findTask(state, taskId);
    const found = task && this.#pools.get(state.jobId)?.take(task.routine, task.slot ?? "", input);
    if (!found) return null;
    const pack = (value: unknown) => this.#options.values.pack(value, `Routine "${task.routine}", reused`);
    return {
      type: "reuse_task",
      taskId,
      output: found.output === null ? null : pack(found.output),
      emissions: found.emissions.map((emission) => ({ ...emission, data: pack(emission.data) })),
      data: found.data.map((write) => ({ ...write, value: pack(write.value) })),
    };
  }
}
