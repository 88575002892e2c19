import type { WorkflowSummary } from "@gantry/contracts";
import { evolveAll, summarizeJob, summarizeWorkflow } from "@gantry/engine/core";
import { describe, expect, test } from "vitest";
import { checkStore } from "./check-store.ts";
import type { EvidenceSource, JobEvidence, WorkflowEvidence } from "./evidence.ts";
import { FLOW, historyOf } from "./history-fixture.ts";

const jobId = "job_1";
const events = historyOf(jobId);
const ended = evolveAll(null, events);
if (ended === null) throw new Error("The fixture has events");

const jobRow = summarizeJob(ended, 1);
const facts = { workflowId: "wf-1", name: "One", origin: "flow", flowId: FLOW.flowId, maxWorkers: 1 } as const;
const row: WorkflowSummary = summarizeWorkflow({ ...facts, createdAtMs: 10, retryOf: null }, [jobRow]);
const line = { jobId, logSeq: 1, atSeq: 4, atMs: 45, level: "info", message: "hello" } as const;
const soundJob: JobEvidence = {
  jobId,
  row: jobRow,
  taskRows: ended.tasks.map((task) => ({ jobId, projectedSeq: 6, task })),
  logs: [{ ...line, fields: null, routine: null, taskId: null, attempt: null }],
  events,
};
const soundWorkflow: WorkflowEvidence = {
  workflowId: "wf-1",
  flow: FLOW,
  maxWorkers: 1,
  row,
  jobs: [soundJob],
  valueRefs: new Set(),
  readAtMs: 1_000_000,
};

function sourceOf(workflow: WorkflowEvidence | null, orphans: readonly string[] = []): EvidenceSource {
  return {
    async *workflowIds() {
      yield "wf-1";
    },
    workflow: () => Promise.resolve(workflow),
    orphans: () => Promise.resolve(orphans),
  };
}

const faultsOf = async (job: Partial<JobEvidence>, workflow: Partial<WorkflowEvidence> = {}) => {
  const report = await checkStore(sourceOf({ ...soundWorkflow, jobs: [{ ...soundJob, ...job }], ...workflow }));
  return report.faults.map(({ invariant, message }) => `${invariant}: ${message}`);
};

test("a sound store has no fault, and the report says how much was looked at", async () => {
  const report = await checkStore(sourceOf(soundWorkflow), { minCompletedPercent: 100 });
  expect(report).toEqual({
    sound: true,
    faults: [],
    checked: { workflows: 1, jobs: 1, endedJobs: 1, completedJobs: 1, events: 6, tasks: 1 },
  });
});

test("what was deleted meanwhile is not a fault", async () => {
  expect(await checkStore(sourceOf(null))).toMatchObject({ sound: true, checked: { workflows: 0 } });
});

test("I1: a job without history, or that lists do not know, is a fault", async () => {
  expect(await faultsOf({ events: [] })).toContain("I1: it has no history");
  expect(await faultsOf({ row: null })).toEqual(["I1: lists do not know it"]);
  expect(await faultsOf({}, { row: null })).toEqual(["I1: lists do not know it"]);
});

describe("I6: rows are the fold at the seq that they claim", () => {
  test("a row that is behind but right for its seq is sound", async () => {
    const early = evolveAll(null, events.slice(0, 4));
    if (early === null) throw new Error("The fixture has events");
    const rows = { row: summarizeJob(early, 0), taskRows: [] };
    expect(await faultsOf(rows, { readAtMs: 100, row: { ...row, status: "running" } })).toEqual([]);
    // A minute later nobody can say that it is on its way.
    const late = await faultsOf(rows, { readAtMs: 60_000, row: { ...row, status: "running" } });
    expect(late).toEqual([
      "I6: its row says running, its jobs say completed",
      expect.stringMatching(/^I6: its row stands at seq 4 since .*, its history at 6$/),
    ]);
  });

  test("a status, a count or a task's output that is not the history's is a fault", async () => {
    expect(await faultsOf({ row: { ...jobRow, status: "failed" } })).toEqual([
      'I6: its row at seq 6: status is "failed", not "completed"',
    ]);
    const [taskRow] = soundJob.taskRows;
    if (taskRow === undefined) throw new Error("The fixture has a task");
    const lying = { ...taskRow, task: { ...taskRow.task, output: { inline: 7 } } };
    expect(await faultsOf({ taskRows: [lying] })).toEqual(['I6: its row at seq 6: output is {"inline":7}, not null']);
    expect(await faultsOf({}, { row: { ...row, status: "failed" } })).toEqual([
      "I6: its row says failed, its jobs say completed",
    ]);
  });

  test("a row of the future is a fault", async () => {
    expect(await faultsOf({ row: { ...jobRow, projectedSeq: 9 } })).toEqual([
      "I6: its row claims seq 9, and its history ends at 6",
    ]);
  });
});

test("I10: a value that is not kept, and what is left of deleted workflows, are faults", async () => {
  const ref = { ref: "abc", sizeBytes: 9_000, preview: "…" };
  const withValue = events.map((event) => (event.kind === "task_completed" ? { ...event, output: ref } : event));
  const rows = { row: jobRow, taskRows: [], events: withValue };
  expect(await faultsOf(rows)).toEqual(["I10: value abc is not there"]);
  expect(await faultsOf(rows, { valueRefs: new Set(["abc"]) })).toEqual([]);
  const { faults } = await checkStore(sourceOf(soundWorkflow, ["3 log lines of no workflow"]));
  expect(faults).toEqual([{ invariant: "I10", subject: "the store", message: "3 log lines of no workflow" }]);
});

test("I11: a hole in a log, or a line from beyond the history, is a fault", async () => {
  const [first] = soundJob.logs;
  if (first === undefined) throw new Error("The fixture has a line");
  expect(await faultsOf({ logs: [{ ...first, logSeq: 2 }] })).toEqual(["I11: log line 2 stands where 1 belongs"]);
  expect(await faultsOf({ logs: [{ ...first, atSeq: 7 }] })).toEqual([
    "I11: log line 1 is of seq 7, and the history ends at 6",
  ]);
});

test("I12: a run in which too little completed does not pass", async () => {
  const empty: EvidenceSource = {
    async *workflowIds() {
      // nothing
    },
    workflow: () => Promise.resolve(null),
    orphans: () => Promise.resolve([]),
  };
  expect((await checkStore(empty, { minCompletedPercent: 95 })).faults).toEqual([
    { invariant: "I12", subject: "the store", message: "0 of 0 ended jobs completed, 95 % are asked for" },
  ]);
});
