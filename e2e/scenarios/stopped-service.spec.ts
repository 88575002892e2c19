import { startExampleServices } from "@gantry/example-services";
import { pageStatus, pressRun, upload } from "../src/dashboard.ts";
import { energyBlueprint } from "../src/energy-documents.ts";
import { expect, test } from "../src/fixtures.ts";

/** A service that stops in the middle of a run, and what the page says of it. The forecast is the long step. */

const LONG_STEP = '[data-testid="flow-node"][data-routine="load-forecast:ForecastLoad"]';
const REPORT = '[data-testid="flow-node"][data-routine="energy-report:WriteReport"]';

test("a service that is killed in the middle fails its step; the page names it, and what waits for it never runs", async ({
  page,
}) => {
  await using services = await startExampleServices({ env: { EXAMPLE_DURATION_MS: "60000" } });
  await page.goto("/workflows/new");
  await upload(page, { blueprint: await energyBlueprint(), dockerinfo: services.dockerinfo });
  await pressRun(page);
  await expect(page.locator(LONG_STEP)).toHaveAttribute("data-status", "running");
  services.service("load-forecast").kill("SIGKILL");

  await expect(pageStatus(page)).toHaveAttribute("data-status", "failed");
  await expect(page.locator(LONG_STEP)).toHaveAttribute("data-status", "failed");
  await expect(page.locator(REPORT)).toHaveAttribute("data-status", /skipped|pending/);
  await expect(page.getByText(/Connection failed: GET .*\/control\/status\//).first()).toBeVisible();
});

test("a service that hangs for a while is waited for: the run goes on when it does, and completes", async ({
  page,
  api,
}) => {
  await using services = await startExampleServices({ env: { EXAMPLE_DURATION_MS: "10000" } });
  await page.goto("/workflows/new");
  await upload(page, { blueprint: await energyBlueprint(), dockerinfo: services.dockerinfo });
  const workflowId = await pressRun(page);
  await expect(page.locator(LONG_STEP)).toHaveAttribute("data-status", "running");
  const forecast = services.service("load-forecast");
  forecast.kill("SIGSTOP");
  // Everything that does not need it gets done meanwhile.
  const analysis = page.locator('[data-testid="flow-node"][data-routine="load-analysis:AnalyseLoad"]');
  await expect(analysis).toHaveAttribute("data-status", "completed");
  await expect(page.locator(LONG_STEP)).toHaveAttribute("data-status", "running");
  forecast.kill("SIGCONT");

  await expect(pageStatus(page)).toHaveAttribute("data-status", "completed");
  const { jobs } = await api.workflow(workflowId);
  const history = await api.history(jobs[0]?.jobId ?? "");
  expect(history.filter(({ kind }) => kind === "task_retry_scheduled")).toEqual([]);
});
