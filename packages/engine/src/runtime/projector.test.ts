import type { JobSummary, TaskState, WorkflowSummary } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { ManualClock, settleMicrotasks } from "../testing/index.ts";
import type { JobCapture } from "./hot-job.ts";
import { silentLogger } from "./ports/logger.ts";
import type { ProjectionBatch } from "./ports/workflow-store.ts";
import { Projector } from "./projector.ts";

function setUp() {
  const clock = new ManualClock();
  const batches: ProjectionBatch[] = [];
  const written: string[] = [];
  const world = { isDown: false };
  const project = (batch: ProjectionBatch): Promise<void> => {
    if (world.isDown) return Promise.reject(new Error("gone"));
    batches.push(batch);
    return Promise.resolve();
  };
  const projector = new Projector({
    store: { project },
    clock,
    logger: silentLogger,
    onWritten: (ids) => written.push(...ids),
  });
  return { clock, batches, written, world, projector };
}

const capture = (projectedSeq: number, taskId = "task_1_1"): JobCapture => ({
  summary: { jobId: "job_1", projectedSeq } as JobSummary,
  tasks: [{ taskId } as TaskState],
  snapshot: null,
});
const summary = (workflowId: string) => () => ({ workflowId }) as WorkflowSummary;
const seqs = ({ jobs, tasks }: ProjectionBatch) => [
  jobs.map((job) => job.projectedSeq),
  tasks.map((task) => [task.task.taskId, task.projectedSeq]),
];

describe("Projector", () => {
  test("writes within 250 ms, the newest of each job and task, and then says whose rows are written", async () => {
    const { clock, batches, written, projector } = setUp();
    projector.add("wf-1", summary("wf-1"), [capture(1), capture(2)]);
    projector.add("wf-1", summary("wf-1"), [capture(3, "task_1_2")]);
    await clock.advance(249);
    expect(batches).toEqual([]);
    expect(projector.has("wf-1")).toBe(true);
    await clock.advance(1);
    expect(batches.map(seqs)).toEqual([
      [
        [3],
        [
          ["task_1_1", 2],
          ["task_1_2", 3],
        ],
      ],
    ]);
    expect(written).toEqual(["wf-1"]);
    expect(projector.has("wf-1")).toBe(false);
    expect(clock.pendingTimers).toBe(0);
  });

  test("a batch that fails is merged into the next one, newer rows winning", async () => {
    const { clock, batches, world, projector } = setUp();
    world.isDown = true;
    projector.add("wf-1", summary("wf-1"), [capture(1), capture(1, "task_1_2")]);
    await clock.advance(250);
    projector.add("wf-1", summary("wf-1"), [capture(2)]);
    world.isDown = false;
    await clock.advance(250);
    expect(batches.map(seqs)).toEqual([
      [
        [2],
        [
          ["task_1_1", 2],
          ["task_1_2", 1],
        ],
      ],
    ]);
  });

  test("flush writes at once and leaves no timer", async () => {
    const { clock, batches, projector } = setUp();
    projector.add("wf-1", summary("wf-1"), [capture(1)]);
    await projector.flush();
    expect(batches).toHaveLength(1);
    expect(clock.pendingTimers).toBe(0);
  });

  test("what was dropped is not written", async () => {
    const { batches, projector } = setUp();
    projector.add("wf-1", summary("wf-1"), [capture(1)]);
    projector.add("wf-2", summary("wf-2"), [capture(1)]);
    projector.drop("wf-1");
    await projector.flush();
    await settleMicrotasks();
    expect(batches.flatMap(({ workflows }) => workflows.map((each) => each.workflowId))).toEqual(["wf-2"]);
  });
});
