import { peakConcurrency } from "@gantry/engine/core";
import { historyFaults } from "@gantry/invariants";
import { chooseFlow, pageStatus, runButton, runForm } from "../src/dashboard.ts";
import { expect, test } from "../src/fixtures.ts";
import { shownBars } from "../src/lane-bars.ts";

const JOBS = 3;
const MAX_WORKERS = 2;

test("a variant of the demo runs with other jobs and workers: never more bars at once than workers, and all complete", async ({
  page,
  api,
}) => {
  await chooseFlow(page, "demo-branches");
  await page.getByLabel("Jobs", { exact: true }).fill(String(JOBS));
  await page.getByLabel("Max workers").fill(String(MAX_WORKERS));
  const workflow = await api.ended(await runForm(page));
  await expect(pageStatus(page)).toHaveAttribute("data-status", "completed");
  expect(workflow.jobs.map(({ status }) => status)).toEqual(Array.from({ length: JOBS }, () => "completed"));
  await expect(page.getByTestId("lane")).toHaveCount(MAX_WORKERS);
  await expect(page.getByTestId("lane-bar")).toHaveCount(JOBS * workflow.flow.routines.length);
  const bars = await shownBars(page);
  expect(peakConcurrency(bars)).toBe(MAX_WORKERS);
  expect(historyFaults(await api.histories(workflow), { maxWorkers: MAX_WORKERS })).toEqual([]);
});

test("decision 9: an error under “continue” fails its routine and nothing else, and the page says both", async ({
  page,
  api,
}) => {
  await chooseFlow(page, "demo-errors-continue");
  const workflow = await api.ended(await runForm(page));
  await expect(pageStatus(page)).toHaveAttribute("data-status", "completed");
  const node = (routine: string) => page.locator(`[data-testid="flow-node"][data-routine="${routine}"]`);
  await expect(node("DataAuditor")).toHaveAttribute("data-status", "failed");
  await expect(node("DataReporter")).toHaveAttribute("data-status", "completed");
  await expect(page.getByRole("alert").filter({ hasText: "audit office" })).toHaveCount(0);

  await page.goto(`/jobs/${workflow.jobs[0]?.jobId ?? ""}`);
  await page.getByRole("tab", { name: "History" }).click();
  await expect(page.getByText("The audit office does not answer (attempt 1) (the job goes on)")).toBeVisible();
});

test("inputs are checked before they are sent, and are what the flow begins with", async ({ page, api }) => {
  await chooseFlow(page, "concurrent-execution-demo");
  await page.getByText("Inputs", { exact: true }).click();
  const editor = page.getByLabel("Inputs as JSON");
  await editor.fill("[1]");
  await expect(page.getByText("Inputs are a JSON object: { … }")).toBeVisible();
  await expect(runButton(page)).toBeDisabled();
  await editor.fill('{ "day": "2026-11-21" }');
  await expect(runButton(page)).toBeEnabled();
  const workflow = await api.ended(await runForm(page));
  expect(workflow.submission.inputs).toEqual({ day: "2026-11-21" });
  const [history] = [...(await api.histories(workflow)).values()];
  expect(JSON.stringify(history?.[0])).toContain("2026-11-21");
});
