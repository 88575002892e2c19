import type {
  FlowDefinition,
  HistoryEvent,
  HistoryEventKind,
  JobState,
  JsonObject,
  TaskState,
} from "@gantry/contracts";
import {
  advance,
  compileFlow,
  createJobState,
  taskIdOf,
  type Command,
  type CompiledFlow,
  type Emission,
} from "../src/core/index.ts";

type Entry = readonly [routine: string, data?: JsonObject];
type Unnumbered<C> = C extends { readonly taskId: string; readonly attempt: number }
  ? Omit<C, "taskId" | "attempt">
  : never;

/** A Job driven by commands alone, with its history: the pure core as the runtime uses it. */
export class CoreJob {
  readonly flow: CompiledFlow;
  readonly state: JobState;
  readonly history: HistoryEvent[];
  nowMs = 1_000;

  constructor(definition: FlowDefinition, entries: readonly Entry[] = [["a"]]) {
    this.flow = compileFlow(definition);
    const created = {
      kind: "job_created",
      jobId: "job_1",
      seq: 1,
      atMs: this.nowMs,
      workflowId: "wf-1",
      jobIndex: 0,
      flowId: definition.flowId,
      routines: definition.routines.map((each) => each.name),
      planned: definition.planned,
      entries: entries.map(([routine, data = {}]) => ({ routine, slot: "in", value: { inline: data } })),
      reusesJobId: null,
    } as const;
    this.state = createJobState({ ...created, routines: [...created.routines] });
    this.history = [{ ...created, routines: [...created.routines] }];
  }

  /** Decides a command. @returns the kinds of the events it caused. */
  do(command: Command): HistoryEventKind[] {
    const events = advance(this.flow, this.state, command, this.nowMs);
    this.history.push(...events);
    return events.map((event) => event.kind);
  }

  begin(): this {
    this.do({ type: "start_job" });
    return this;
  }

  start(ordinal: number, lane = 1): HistoryEventKind[] {
    return this.do({ type: "start_task", taskId: taskIdOf("job_1", ordinal), lane });
  }

  /** A report of the Task's current attempt, or of `attempt`. */
  report(
    ordinal: number,
    report: Unnumbered<Command>,
    attempt = this.task(ordinal).attempts.length,
  ): HistoryEventKind[] {
    return this.do({ ...report, taskId: taskIdOf("job_1", ordinal), attempt });
  }

  complete(ordinal: number, emissions: readonly Emission[] = []): HistoryEventKind[] {
    return this.report(ordinal, { type: "complete_task", output: null, emissions });
  }

  fail(ordinal: number, options: { readonly retryable?: boolean; readonly message?: string } = {}): HistoryEventKind[] {
    const error = { code: "handler_error", message: options.message ?? "broken" };
    return this.report(ordinal, { type: "fail_task", error, retryable: options.retryable ?? true, jitter: 0 });
  }

  emit(ordinal: number, data: JsonObject = {}, key = "#1"): HistoryEventKind[] {
    return this.report(ordinal, { type: "emit", emission: emission(data, key) });
  }

  task(ordinal: number): TaskState {
    const task = this.state.tasks[ordinal - 1];
    if (!task) throw new Error(`There is no task ${String(ordinal)}`);
    return task;
  }

  events<K extends HistoryEventKind>(kind: K): Extract<HistoryEvent, { kind: K }>[] {
    return this.history.filter((event): event is Extract<HistoryEvent, { kind: K }> => event.kind === kind);
  }
}

export const emission = (data: JsonObject = {}, key = "#1", event = "out"): Emission => ({
  event,
  key,
  data: { inline: data },
});
