import type { HistoryEvent } from "@gantry/contracts";
import { taskIdOf } from "@gantry/engine/core";
import { expect, test } from "vitest";
import { historyOf, FLOW } from "./history-fixture.ts";
import { historyFaults, jobHistoryFaults } from "./history-faults.ts";

const jobId = "job_1";
const taskId = taskIdOf(jobId, 1);
const sound = historyOf(jobId);

const faultsOf = (events: readonly HistoryEvent[]) => historyFaults(new Map([[jobId, events]]), { maxWorkers: 1 });

/** The same history with `event` after the one with seq `afterSeq`, numbered anew. */
function withEvent(afterSeq: number, event: Partial<HistoryEvent> & { readonly kind: HistoryEvent["kind"] }) {
  const added = { jobId, atMs: afterSeq * 10, taskId, attempt: 1, ...event } as HistoryEvent;
  const events = [...sound.slice(0, afterSeq), added, ...sound.slice(afterSeq)];
  return events.map((each, index) => ({ ...each, seq: index + 1 }));
}

test("a sound history has no fault", () => {
  expect(faultsOf(sound)).toEqual([]);
  expect(jobHistoryFaults(jobId, sound, FLOW)).toEqual([]);
});

test("every prefix of a sound history is sound, only not ended", () => {
  for (let length = 1; length < sound.length; length += 1) {
    expect(jobHistoryFaults(jobId, sound.slice(0, length), FLOW)).toEqual([]);
    expect(faultsOf(sound.slice(0, length))).toEqual([expect.stringMatching(/^I4 job_1: it has not ended/)]);
  }
});

test("I3: a missing event is a gap in seq", () => {
  expect(faultsOf(sound.filter((event) => event.seq !== 4))).toContain(
    "I3 job_1: seq 5 of job_1 stands where 4 belongs",
  );
});

test("I4: a Task that ended twice is a fault, and so is what follows the Job's end (I2)", () => {
  const again: HistoryEvent = { kind: "task_completed", jobId, seq: 7, atMs: 70, taskId, attempt: 1, output: null };
  expect(faultsOf([...sound, again])).toEqual(
    expect.arrayContaining([
      `I4 ${taskId}: it ended 2 times`,
      "I2 job_1: task_completed (seq 7) follows its end",
      `I2 ${taskId}: task_completed (seq 7) follows its end`,
    ]),
  );
});

test("I2: a late result after the end is legal", () => {
  const late: HistoryEvent = {
    kind: "task_late",
    jobId,
    seq: 7,
    atMs: 70,
    taskId,
    attempt: 1,
    outcome: "completed",
    error: null,
  };
  expect(faultsOf([...sound, late])).toEqual([]);
});

test("I5: an attempt that starts while another runs, or out of turn, is a fault", () => {
  expect(faultsOf(withEvent(4, { kind: "task_started", attempt: 2, lane: 2 }))).toContain(
    `I5 ${taskId}: seq 5: attempt 2 starts while attempt 1 still runs`,
  );
  expect(faultsOf(sound.map((event) => (event.kind === "task_started" ? { ...event, attempt: 3 } : event)))).toContain(
    `I5 ${taskId}: seq 4: attempt 3 starts where attempt 1 belongs`,
  );
});

test("I7: progress beyond 100 is a fault", () => {
  const events = withEvent(4, { kind: "task_progressed", percent: 101, message: null, acknowledgedAs: null });
  expect(faultsOf(events)).toEqual([`I7 ${taskId}: seq 5: progress is 101`]);
});

test("I8: an activation that takes what nobody delivered is a fault", () => {
  const events = sound.map((event) =>
    event.kind === "task_queued"
      ? { ...event, input: { kind: "override" as const, parts: [{ connection: 0, value: { inline: 1 } }] } }
      : event,
  );
  expect(jobHistoryFaults(jobId, events, FLOW)).toEqual([
    expect.objectContaining({ invariant: "I8", message: expect.stringContaining("connection 0") as unknown }),
  ]);
});

test("I8: in a planned Flow nothing starts before what it depends on has ended", () => {
  const connection = { source: "before", event: "output", target: "only", slot: "input" };
  const flow = { ...FLOW, planned: true, connections: [connection] };
  expect(jobHistoryFaults(jobId, sound, flow)).toEqual([
    { invariant: "I8", subject: taskId, message: "seq 4: it starts before before has ended" },
  ]);
});

test("I9: more running at once than allowed is a fault", () => {
  const both = new Map([jobId, "job_2"].map((id) => [id, historyOf(id)]));
  expect(historyFaults(both, { maxWorkers: 1 })).toEqual(["I9 the workflow: 2 tasks ran at once, allowed are 1"]);
  expect(historyFaults(both, { maxWorkers: 2 })).toEqual([]);
});
