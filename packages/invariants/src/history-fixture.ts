import type { FlowDefinition, HistoryEvent } from "@gantry/contracts";
import { taskIdOf } from "@gantry/engine/core";

/** For tests: one Job with one Task, from beginning to end; event `seq` is at `seq * 10` ms. */
export function historyOf(jobId: string): HistoryEvent[] {
  const at = (seq: number) => ({ jobId, seq, atMs: seq * 10 });
  const taskId = taskIdOf(jobId, 1);
  const entry = { routine: "only", slot: "input" };
  const created = { workflowId: "wf-1", jobIndex: 0, flowId: "flow_1", routines: ["only"], planned: false };
  const input = { kind: "override" as const, parts: [{ connection: null, value: { inline: {} } }] };
  const queued = { ordinal: 1, ...entry, input, consumes: [null] };
  return [
    {
      ...at(1),
      kind: "job_created",
      ...created,
      entries: [{ ...entry, value: { inline: {} } }],
      reusesJobId: null,
      parentJobId: null,
    },
    { ...at(2), kind: "job_started" },
    { ...at(3), kind: "task_queued", taskId, ...queued },
    { ...at(4), kind: "task_started", taskId, attempt: 1, lane: 1 },
    { ...at(5), kind: "task_completed", taskId, attempt: 1, output: null },
    { ...at(6), kind: "job_completed" },
  ];
}

/** The Flow of `historyOf`. */
export const FLOW: FlowDefinition = {
  flowId: "flow_1",
  name: "One",
  version: "1",
  planned: false,
  routines: [
    {
      name: "only",
      execution: "inline",
      implementation: "only",
      config: {},
      slots: [{ name: "input", mergeStrategy: "override", activation: { kind: "each" } }],
      events: [],
      errorPolicy: null,
      attemptTimeoutMs: null,
    },
  ],
  connections: [],
  errorPolicy: {
    strategy: "stop",
    maxRetries: 0,
    retryDelayMs: 0,
    backoffFactor: 1,
    jitterRatio: 0,
    onExhausted: "stop",
  },
  maxWorkers: 1,
  maxTasksPerJob: 100,
};
