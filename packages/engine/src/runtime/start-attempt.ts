import type { TaskState } from "@gantry/contracts";
import { policyOf, type Command, type CompiledFlow } from "../core/index.ts";
import { AbortHandle } from "./abort-handle.ts";
import { mayRetry } from "./attempt-failure.ts";
import { HandlerContext, type AttemptHost } from "./attempt-context.ts";
import { hydrateInput } from "./hydrate-input.ts";
import { AttemptError, type Attempt, type Executor } from "./ports/executor.ts";
import type { RunDependencies } from "./run-dependencies.ts";
import { RecordedFacts } from "./recorded-facts.ts";
import { routineAddress } from "./routine-address.ts";
import { RunningAttempt, type AttemptOutcome } from "./running-attempt.ts";
import type { SlotMerges } from "./slot-merges.ts";

interface StartOptions {
  readonly deps: Pick<RunDependencies, "clock" | "executors" | "graceMs" | "history" | "random">;
  readonly host: AttemptHost;
  readonly flow: CompiledFlow;
  readonly merges: SlotMerges;
  readonly workflowId: string;
  readonly task: TaskState;
  readonly resumed: Attempt["resumed"];
  /** What the attempt's end asks of its Job. `late`: it had been left behind before. */
  readonly onCommand: (command: Command, late: boolean) => void;
}

/** Runs the Task's current attempt and turns its outcome into the command that records it. */
export function startAttempt(options: StartOptions): RunningAttempt {
  const { deps, host, flow, merges, workflowId, task, resumed, onCommand } = options;
  const { taskId, routine } = task;
  const attempt = task.attempts.length;
  const definition = flow.routine(routine);
  const abort = new AbortHandle();
  const identity = { workflowId, jobId: host.state().jobId, taskId, attempt, definition };
  const context = new HandlerContext(host, identity, abort);
  const executor = deps.executors[definition.execution] ?? missingExecutor(definition.execution);
  return new RunningAttempt({
    work: async () => {
      const input = await hydrateInput({ flow, state: host.state(), values: host.values, merges }, task);
      if (attempt > 1) await compareWithEarlier();
      // Stopped before it began: no handler runs. A resumed one is the executor's to stop, where it goes on.
      if (resumed === null) abort.throwIfAborted();
      const address = routineAddress(flow.definition, definition);
      return executor.run({ ...address, context, slot: task.slot ?? "", input, resumed });
    },
    abort,
    clock: deps.clock,
    timeoutMs: definition.attemptTimeoutMs,
    graceMs: deps.graceMs,
    onOutcome: (outcome) => {
      context.flush();
      if (outcome.kind === "unavailable") context.log("warn", outcome.error.message);
      onCommand(toCommand(outcome), false);
    },
    onLate: (outcome) => {
      onCommand(toCommand(outcome), true);
    },
  });

  /** Only to tell people: a history that cannot be read now keeps nothing from running. */
  async function compareWithEarlier(): Promise<void> {
    const earlier = await RecordedFacts.load(deps.history, context.jobId, task).catch(() => null);
    if (earlier) context.compareWith(earlier);
  }

  function toCommand(outcome: AttemptOutcome): Command {
    switch (outcome.kind) {
      case "completed":
        return completion(outcome.result);
      case "failed": {
        const { error } = outcome;
        const retryable = mayRetry(policyOf(flow, routine), outcome);
        return { type: "fail_task", taskId, attempt, error, retryable, jitter: deps.random() };
      }
      case "deferred":
        return { type: "defer_task", taskId, attempt, dueAtMs: outcome.dueAtMs };
      case "lost":
        return { type: "lose_task", taskId, attempt, error: outcome.error };
      case "unavailable":
        return { type: "suspend_task", taskId, attempt, error: outcome.error };
      case "stopped":
        return { type: "stop_task", taskId, attempt };
    }
  }

  function completion(result: Awaited<ReturnType<Executor["run"]>>): Command {
    try {
      const output =
        result.output === null ? null : host.values.pack(result.output, `Routine "${routine}", its result`);
      return {
        type: "complete_task",
        taskId,
        attempt,
        output,
        emissions: emissionsOf(context, result.emissions ?? []),
      };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return {
        type: "fail_task",
        taskId,
        attempt,
        error: { code: "invalid_result", message },
        retryable: false,
        jitter: 0,
      };
    }
  }
}

const emissionsOf = (
  context: HandlerContext,
  emissions: NonNullable<Awaited<ReturnType<Executor["run"]>>["emissions"]>,
) => emissions.map(({ event, data }) => context.emission(event, data));

const missingExecutor = (execution: string): Executor => ({
  resumable: false,
  run: () =>
    Promise.reject(new AttemptError("no_executor", `Nothing here runs "${execution}" routines`, { retryable: false })),
});
