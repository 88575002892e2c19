import { historyFaults } from "@gantry/invariants";
import { ApiClient } from "../src/api-client.ts";
import { pageStatus } from "../src/dashboard.ts";
import { expect, test } from "../src/fixtures.ts";
import { ServerProcess } from "../src/server-process.ts";

const MAX_WORKERS = 2;

test("a page heals by itself when the server is killed and started again in the middle of a run", async ({
  browser,
}) => {
  await using server = await ServerProcess.start();
  const api = new ApiClient(server.url);
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  const workflowId = await api.submit({ flow: "concurrent-execution-demo", jobs: 8, max_workers: MAX_WORKERS });
  await page.goto(`/workflows/${workflowId}`);
  await expect(page.getByTestId("lane-bar").first()).toBeVisible();

  await server.kill();
  await expect(page.getByTestId("live-badge").first()).toHaveAttribute("data-connection", /reconnecting|stale/);
  await server.restart();

  await expect(pageStatus(page)).toHaveAttribute("data-status", "completed");
  await expect(page.getByTestId("live-badge").first()).toHaveAttribute("data-connection", "live");
  const ended = await api.ended(workflowId);
  expect(historyFaults(await api.histories(ended), { maxWorkers: MAX_WORKERS })).toEqual([]);
  await context.close();
});
