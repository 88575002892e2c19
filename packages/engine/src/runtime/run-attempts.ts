import type { TaskState } from "@gantry/contracts";
import { mustStop, type Command, type CompiledFlow } from "../core/index.ts";
import type { AttemptHost } from "./attempt-context.ts";
import type { HotJob } from "./hot-job.ts";
import type { Attempt } from "./ports/executor.ts";
import type { RunDependencies } from "./run-dependencies.ts";
import type { SlotMerges } from "./slot-merges.ts";
import { startAttempt } from "./start-attempt.ts";
import type { Values } from "./values.ts";

type AttemptLogLine = Parameters<AttemptHost["log"]>[0];

/** The Workflow for which attempts run. */
interface RunAttemptsOptions {
  readonly deps: RunDependencies;
  readonly workflowId: string;
  readonly flow: CompiledFlow;
  readonly values: Values;
  readonly merges: SlotMerges;
  readonly dispatch: (jobId: string, command: Command) => boolean;
  readonly log: (job: HotJob, line: AttemptLogLine) => void;
  readonly stats: AttemptHost["stats"];
  /** The attempt has ended or was left behind: its worker slot is free. Called before its last command. */
  readonly onFree: (taskId: string) => void;
  /** Its last command has been decided. */
  readonly onEnded: () => void;
}

/** The attempts of a Workflow: begun, told to stop, and what their ends ask of their Jobs. */
export class RunAttempts {
  readonly #options: RunAttemptsOptions;

  constructor(options: RunAttemptsOptions) {
    this.#options = options;
  }

  /** Whether an attempt of this Task that a former process began may go on. */
  isResumable({ routine }: TaskState): boolean {
    const { deps, flow } = this.#options;
    return deps.executors[flow.routine(routine).execution]?.resumable === true;
  }

  /** Begins the Task's current attempt, or goes on with it; in a Job that must stop it is told so at once. */
  launch(job: HotJob, task: TaskState, resumed: Attempt["resumed"]): void {
    const { deps, flow, merges, workflowId, dispatch, onFree, onEnded } = this.#options;
    const { taskId } = task;
    const attempt = startAttempt({
      deps,
      host: this.#hostFor(job),
      flow,
      merges,
      workflowId,
      task,
      resumed,
      onCommand: (command, late) => {
        if (!late) {
          job.attempts.delete(taskId);
          onFree(taskId);
        }
        dispatch(job.state.jobId, command);
        onEnded();
      },
    });
    job.attempts.set(taskId, attempt);
    if (mustStop(job.state)) this.stop(job);
  }

  /** Tells every running attempt of the Job to stop. */
  stop(job: HotJob): void {
    const { cancelRequest, failing } = job.state;
    const reason = cancelRequest
      ? (cancelRequest.reason ?? "The job was cancelled")
      : (failing?.error.message ?? "The job has ended");
    for (const attempt of job.attempts.values()) attempt.stop(reason);
  }

  #hostFor(job: HotJob): AttemptHost {
    const { deps, values, dispatch, log, stats } = this.#options;
    return {
      clock: deps.clock,
      values,
      state: () => job.state,
      activationOf: (taskId) => job.activations.of(taskId),
      dispatch: (command) => dispatch(job.state.jobId, command),
      log: (line) => {
        log(job, line);
      },
      stats,
      settled: () => deps.committer.settled(),
    };
  }
}
