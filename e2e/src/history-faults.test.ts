import type { HistoryEvent } from "@gantry/contracts";
import { taskIdOf } from "@gantry/engine/core";
import { expect, test } from "vitest";
import { historyFaults } from "./history-faults.ts";

const jobId = "job_1";

/** One Job with one Task, from beginning to end. */
function historyOf(jobId: string): HistoryEvent[] {
  const at = (seq: number) => ({ jobId, seq, atMs: seq * 10 });
  const taskId = taskIdOf(jobId, 1);
  const entry = { routine: "only", slot: "input" };
  const created = { workflowId: "wf-1", jobIndex: 0, flowId: "flow_1", routines: ["only"], planned: false };
  const queued = { ordinal: 1, ...entry, input: { kind: "override" as const, parts: [] }, consumes: [null] };
  return [
    { ...at(1), kind: "job_created", ...created, entries: [{ ...entry, value: { inline: {} } }], reusesJobId: null },
    { ...at(2), kind: "job_started" },
    { ...at(3), kind: "task_queued", taskId, ...queued },
    { ...at(4), kind: "task_started", taskId, attempt: 1, lane: 1 },
    { ...at(5), kind: "task_completed", taskId, attempt: 1, output: null },
    { ...at(6), kind: "job_completed" },
  ];
}

const sound = historyOf(jobId);

const faultsOf = (events: readonly HistoryEvent[]) => historyFaults(new Map([[jobId, events]]), { maxWorkers: 1 });

test("a sound history has no fault", () => {
  expect(faultsOf(sound)).toEqual([]);
});

test("a missing event is a gap in seq", () => {
  expect(faultsOf(sound.filter((event) => event.seq !== 4))).toContain("job_1: seq 5 stands where 4 belongs");
});

test("a Job that has not ended is a fault", () => {
  expect(faultsOf(sound.slice(0, 5))).toEqual(["job_1: 0 terminal events", "job_1: its fold has not ended"]);
});

test("a Task that ended twice is a fault", () => {
  const taskId = taskIdOf(jobId, 1);
  const again: HistoryEvent = { kind: "task_completed", jobId, seq: 7, atMs: 70, taskId, attempt: 1, output: null };
  expect(faultsOf([...sound, again])).toContain(`job_1: task ${taskId} has 2 terminal events`);
});

test("more running at once than allowed is a fault", () => {
  const both = new Map([jobId, "job_2"].map((id) => [id, historyOf(id)]));
  expect(historyFaults(both, { maxWorkers: 1 })).toEqual(["2 Tasks ran at once, allowed are 1"]);
  expect(historyFaults(both, { maxWorkers: 2 })).toEqual([]);
});
