import { evolveAll } from "@gantry/engine/core";
import { peakConcurrency } from "@gantry/engine/core";
import { historyFaults } from "@gantry/invariants";
import { pageStatus, runDemo } from "../src/dashboard.ts";
import { expect, test } from "../src/fixtures.ts";
import { shownBars } from "../src/lane-bars.ts";

const JOBS = 4;
const STEPS = ["DataSource", "DataProcessor", "DataValidator", "DataAggregator", "DataReporter"];
const MAX_WORKERS = 2;

test("the demo shows four Jobs on two lanes, never more than two bars at once, and all complete", async ({ page }) => {
  await runDemo(page);
  await expect(pageStatus(page)).toHaveAttribute("data-status", "completed");
  await expect(page.getByTestId("lane")).toHaveCount(MAX_WORKERS);
  await expect(page.getByTestId("lane-bar")).toHaveCount(JOBS * STEPS.length);
  const bars = await shownBars(page);
  expect(peakConcurrency(bars)).toBe(MAX_WORKERS);
  expect(new Set(bars.map((bar) => bar.jobId)).size).toBe(JOBS);
});

test("each Job of the demo has its steps in order and five keys of shared data of its own", async ({ page, api }) => {
  const workflow = await api.ended(await runDemo(page));
  const histories = await api.histories(workflow);
  expect(historyFaults(histories, { maxWorkers: MAX_WORKERS })).toEqual([]);
  for (const history of histories.values()) {
    const state = evolveAll(null, history);
    expect(state?.tasks.map(({ routine }) => routine)).toEqual(STEPS);
    for (const { queuedAtMs, startedAtMs, finishedAtMs } of state?.tasks ?? []) {
      expect(startedAtMs).toBeGreaterThanOrEqual(Number(queuedAtMs));
      expect(finishedAtMs).toBeGreaterThanOrEqual(Number(startedAtMs));
    }
    // A step emits while it still runs, so the next one may be queued before its end, but never starts before it was emitted.
    const starts = state?.tasks.map(({ startedAtMs }) => Number(startedAtMs)) ?? [];
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(Object.keys(state?.sharedData ?? {})).toHaveLength(5);
  }
});

test("a Job's page leads from its lane and shows its five routines", async ({ page, api }) => {
  const workflow = await api.ended(await runDemo(page));
  const [job] = workflow.jobs;
  await page.goto(`/jobs/${job?.jobId ?? ""}`);
  await expect(pageStatus(page)).toHaveAttribute("data-status", "completed");
  await page.getByRole("tab", { name: "Shared data" }).click();
  await expect(page.getByRole("tabpanel")).toContainText(/generated/i);
  await page.getByRole("tab", { name: "Routines" }).click();
  for (const step of STEPS) await expect(page.getByRole("tabpanel").getByText(step).first()).toBeVisible();
});
