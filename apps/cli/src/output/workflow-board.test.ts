import { PassThrough } from "node:stream";
import type { HistoryEvent } from "@gantry/contracts";
import { expect, test } from "vitest";
import { JobsView } from "../live/jobs-view.ts";
import { Console } from "./console.ts";
import { textWidth } from "./text-width.ts";
import { boardLines } from "./workflow-board.ts";

const workflowId = "wf-1";

function created(jobIndex: number): HistoryEvent {
  const jobId = `job_${jobIndex}`;
  const shape = { workflowId, jobIndex, flowId: "flow", routines: ["数据源:Load", "Report"], planned: true };
  return { kind: "job_created", jobId, seq: 1, atMs: 0, ...shape, entries: [], reusesJobId: null, parentJobId: null };
}

/** Jobs of two Tasks each; the first `running` of them have begun. */
function viewOf(jobs: number, running: number): JobsView {
  const view = new JobsView({ kind: "workflow", workflowId }, {});
  const events = Array.from({ length: jobs }, (_, index): HistoryEvent[] => {
    const jobId = `job_${index}`;
    return index < running ? [created(index), { kind: "job_started", jobId, seq: 2, atMs: 1_000 }] : [created(index)];
  });
  const answered = events.map((each, index) => ({ kind: "events" as const, jobId: `job_${index}`, events: each }));
  view.answered({
    ok: true,
    subscriptionId: "s",
    serverTimeMs: 0,
    jobs: answered,
    logs: null,
    workflow: null,
    overview: null,
  });
  return view;
}

const consoleOf = (columns: number, rows: number, env: Record<string, string> = {}): Console => {
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns, rows });
  return new Console({ stdout, stderr: new PassThrough(), env });
};

test("a line for the workflow, and a bar per job", () => {
  const lines = boardLines(consoleOf(80, 24, { NO_COLOR: "1" }), viewOf(2, 1), { nowMs: 3_000 });
  expect(lines).toEqual([
    "● running  0/4 tasks  2.0 s",
    `● job 1    ${"╌".repeat(30)}   0 %  0/2`,
    `○ job 2    ${"╌".repeat(30)}   0 %  0/2`,
  ]);
});

test.each([10, 20, 40, 60, 80, 200])("no line is wider than a terminal of %i columns", (columns) => {
  const lines = boardLines(consoleOf(columns, 24), viewOf(30, 3), { nowMs: 3_000, notice: null });
  const widest = Math.max(...lines.map(textWidth));
  // Below what a mark, a number and a count need there is nothing left to take away.
  expect(widest).toBeLessThanOrEqual(Math.max(columns, 32));
});

test("more jobs than rows: those that run are shown, the rest are counted", () => {
  const lines = boardLines(consoleOf(80, 8, { NO_COLOR: "1" }), viewOf(10, 2), { nowMs: 3_000 });
  expect(lines).toHaveLength(7);
  expect(lines.filter((line) => line.startsWith("● job"))).toHaveLength(2);
  expect(lines.at(-1)).toBe("  … and 5 more jobs: 5 pending");
});

test("colours come with a terminal, and go with NO_COLOR", () => {
  const view = viewOf(1, 1);
  const [coloured] = boardLines(consoleOf(80, 24), view, { nowMs: 3_000 });
  const [plain] = boardLines(consoleOf(80, 24, { NO_COLOR: "1" }), view, { nowMs: 3_000 });
  expect(coloured).toContain("\u001b[");
  expect(plain).not.toContain("\u001b[");
});
