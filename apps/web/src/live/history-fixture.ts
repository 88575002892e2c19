import type { HistoryEvent, LiveFrame } from "@gantry/contracts";
import { taskIdOf } from "@gantry/engine/core";

/** A Job's history for tests: created, started, then `steps` reports of progress. seq 1 to steps + 3. */
export function historyOf(jobId: string, steps: number): HistoryEvent[] {
  const taskId = taskIdOf(jobId, 1);
  const at = (seq: number) => ({ jobId, seq, atMs: 1_000 + seq });
  const events: HistoryEvent[] = [
    {
      kind: "job_created",
      ...at(1),
      workflowId: "wf-000000000001",
      jobIndex: 0,
      flowId: "flow_demo",
      routines: ["fetch"],
      planned: true,
      entries: [{ routine: "fetch", slot: "trigger", value: { inline: {} } }],
      reusesJobId: null,
    },
    { kind: "job_started", ...at(2) },
    {
      kind: "task_queued",
      ...at(3),
      taskId,
      ordinal: 1,
      routine: "fetch",
      slot: "trigger",
      input: { kind: "override", parts: [] },
      consumes: [null],
    },
    { kind: "task_started", ...at(4), taskId, attempt: 1, lane: 1 },
  ];
  for (let step = 1; step < steps; step += 1) {
    const percent = (100 * step) / steps;
    events.push({
      kind: "task_progressed",
      ...at(4 + step),
      taskId,
      attempt: 1,
      percent,
      message: null,
      acknowledgedAs: null,
    });
  }
  return events;
}

export const frameOf = (subscriptionId: string, parts: Partial<LiveFrame>): LiveFrame => ({
  subscriptionId,
  sentAtMs: 0,
  events: [],
  logs: [],
  snapshots: [],
  workflows: [],
  removedWorkflowIds: [],
  system: null,
  ...parts,
});
