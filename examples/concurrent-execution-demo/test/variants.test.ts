import { peakConcurrency } from "@gantry/engine/core";
import { describe, expect, test } from "vitest";
import type { JobRecording } from "../src/job-recording.ts";
import { startDemo } from "../src/run-demo.ts";
import { startOf, taskSpans } from "../src/task-span.ts";
import { VARIANTS, type Variant } from "../src/variants/catalogue.ts";

function variantOf(name: string): Variant {
  const variant = VARIANTS.get(name);
  if (variant === undefined) throw new Error(`There is no variant ${name}`);
  return variant;
}

const run = async (name: string, { jobs, maxWorkers }: { jobs: number; maxWorkers: number }) =>
  (await startDemo({ flow: variantOf(name).flow, jobs, maxWorkers })).ended;

const routineStatuses = ({ state }: JobRecording): Record<string, string> =>
  Object.fromEntries(Object.entries(state.routines).map(([name, { status }]) => [name, status]));

test("every variant is sound and has an id of its own", () => {
  const flows = [...VARIANTS.values()].map(({ flow }) => flow);
  expect(flows.flatMap((flow) => flow.validate())).toEqual([]);
  expect(new Set(flows.map((flow) => flow.flowId)).size).toBe(flows.length);
});

test("many jobs on another pool: forty complete, eight at once and never more", async () => {
  const { flow, idealMs } = variantOf("many-jobs");
  expect([flow.defaultJobs, flow.definition().maxWorkers]).toEqual([40, 8]);
  expect(idealMs({ jobs: 40, maxWorkers: 8 })).toBe(3_250);
  const jobs = await run("many-jobs", { jobs: 40, maxWorkers: 8 });
  expect(jobs.map(({ state }) => state.status)).toEqual(Array(40).fill("completed"));
  expect(peakConcurrency(jobs.flatMap((job) => taskSpans(job, startOf(jobs))))).toBe(8);
});

test("branches run side by side, and the merger starts once, after both", async () => {
  const [job] = await run("branches", { jobs: 1, maxWorkers: 4 });
  expect(job?.state.status).toBe("completed");
  const seqOf = (kind: "emitted" | "task_queued", routine: string): number[] =>
    (job?.events ?? []).flatMap((event) => (event.kind === kind && event.routine === routine ? [event.seq] : []));
  const [indexerQueued] = seqOf("task_queued", "DataIndexer");
  const [validatorDone, indexerDone] = ["DataValidator", "DataIndexer"].map((name) => seqOf("emitted", name)[0]);
  const mergerQueued = seqOf("task_queued", "DataMerger");
  expect(indexerQueued).toBeLessThan(Number(validatorDone));
  expect(mergerQueued).toHaveLength(1);
  expect(mergerQueued[0]).toBeGreaterThan(Math.max(Number(validatorDone), Number(indexerDone)));
  expect(Object.keys(job?.state.sharedData ?? {})).toEqual(
    expect.arrayContaining(["validated", "indexed", "merged", "reported", "exported"]),
  );
  // 100 + 150 + 120 + 140 + 100, the longest way through; the work is that of all seven.
  expect(variantOf("branches").idealMs({ jobs: 1, maxWorkers: 4 })).toBe(610);
  expect(variantOf("branches").idealMs({ jobs: 4, maxWorkers: 1 })).toBe(4 * 750);
});

test("decision 14: heavy processing runs on threads, with progress, and every job completes with its result", async () => {
  const jobs = await run("heavy", { jobs: 2, maxWorkers: 4 });
  for (const { state } of jobs) {
    expect(state.status).toBe("completed");
    expect(Object.keys(state.sharedData)).toEqual(expect.arrayContaining(["simulated", "reported"]));
    expect(state.tasks.find(({ routine }) => routine === "DataSimulator")).toMatchObject({
      status: "completed",
      progressPercent: 100,
    });
  }
});

describe("decision 9: an error under each strategy", () => {
  test("stop fails the job, and nothing new starts", async () => {
    const [job] = await run("errors-stop", { jobs: 1, maxWorkers: 2 });
    expect(job?.state.status).toBe("failed");
    expect(job?.state.error?.message).toContain("The audit office does not answer (attempt 1)");
    expect(job?.state.tasks.map(({ routine }) => routine)).not.toContain("DataAggregator");
  });

  test.each([
    ["continue", "failed"],
    ["skip", "skipped"],
    ["retry", "completed"],
  ])("%s leaves the auditor %s, and the job completes with its report", async (strategy, status) => {
    const [job] = await run(`errors-${strategy}`, { jobs: 1, maxWorkers: 2 });
    expect(job?.state.status).toBe("completed");
    expect(job && routineStatuses(job)).toMatchObject({ DataAuditor: status, DataReporter: "completed" });
    const attempts = job?.state.tasks.find(({ routine }) => routine === "DataAuditor")?.attempts.length;
    expect(attempts).toBe(strategy === "retry" ? 3 : 1);
  });
});
