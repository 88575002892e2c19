import { AppError } from "@gantry/contracts";
import type { Attempt, AttemptContext, AttemptResult, Clock, Executor } from "@gantry/engine";
import { ServiceRoutineConfig } from "../service-settings.ts";
import { OUTPUT_EVENT } from "../submission/compile-flow.ts";
import type { ControlClient } from "./control-client.ts";
import { inputReferences, outputMessage } from "./references.ts";
import { RemoteTask } from "./remote-task.ts";
import { traceParent } from "./trace-parent.ts";

export interface ServiceExecutorOptions {
  readonly client: ControlClient;
  readonly clock: Clock;
  /** The `services_api_key` of a Workflow's submission; null: it has none. */
  readonly secretFor: (workflowId: string) => Promise<string | null>;
  /** Random numbers in [0, 1) that spread polls; default Math.random. */
  readonly random?: () => number;
}

/** The id by which a service knows an attempt: the Task's own, with `-2`, `-3` … on later attempts. */
export function serviceTaskId({ taskId, attempt }: Pick<AttemptContext, "taskId" | "attempt">): string {
  return attempt === 1 ? taskId : `${taskId}-${attempt}`;
}

/**
 * Runs the attempts of `service` Routines by calling their service over the control interface. An attempt costs a
 * promise and a timer while it waits, so that thousands may run at once.
 */
export class ServiceExecutor implements Executor {
  readonly resumable = true;
  readonly #options: ServiceExecutorOptions;

  constructor(options: ServiceExecutorOptions) {
    this.#options = options;
  }

  async run(attempt: Attempt): Promise<AttemptResult> {
    const { context, resumed } = attempt;
    if (resumed === null) context.signal.throwIfAborted(); // what was begun before has to be told to stop
    const task = await this.#prepare(attempt);
    try {
      const output = resumed === null ? await task.run() : await task.resume(resumed.acknowledgedAs);
      return { output, emissions: [{ event: OUTPUT_EVENT, data: outputMessage(context.routine, output) }] };
    } catch (error) {
      if (context.signal.aborted && !isHandover(context.signal.reason)) await task.cancel();
      throw error;
    }
  }

  async #prepare({ context, definition, input }: Attempt): Promise<RemoteTask> {
    const { client, clock, secretFor, random = Math.random } = this.#options;
    const { workflowId, signal } = context;
    const config = ServiceRoutineConfig.parse(definition.config);
    const taskId = serviceTaskId(context);
    return new RemoteTask({
      client,
      clock,
      context,
      polling: config.polling,
      random,
      caller: {
        target: config,
        signal,
        apiKey: await secretFor(workflowId),
        traceparent: traceParent(workflowId, taskId),
      },
      request: {
        method: config.operation,
        workflow_id: workflowId,
        task_id: taskId,
        inputs: inputReferences(input),
        parameters: config.parameters,
      },
    });
  }
}

/** This process lets go: the service goes on, and whoever resumes the attempt will follow it again. */
const isHandover = (reason: unknown): boolean => reason instanceof AppError && reason.code === "unavailable";
