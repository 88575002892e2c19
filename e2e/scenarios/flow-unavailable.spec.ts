import { historyFaults } from "@gantry/invariants";
import { ApiClient } from "../src/api-client.ts";
import { axeFaults } from "../src/axe.ts";
import { pageStatus } from "../src/dashboard.ts";
import { expect, test } from "../src/fixtures.ts";
import { ServerProcess } from "../src/server-process.ts";

const MAX_WORKERS = 2;

test("a flow whose module is gone waits; Resume leads to the reason; with the module it goes on by itself", async ({
  browser,
}) => {
  await using server = await ServerProcess.start();
  const api = new ApiClient(server.url);
  const workflowId = await api.submit({ flow: "concurrent-execution-demo", jobs: 8, max_workers: MAX_WORKERS });
  await server.kill(); // at once: it could not have ended by now
  await server.restart({ GANTRY_MODULES: "@gantry/example-operations" });
  await using context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  const { jobs } = await api.workflow(workflowId);
  for (const path of [
    `/jobs/${jobs.find(({ status }) => status === "paused")?.jobId ?? ""}`,
    `/workflows/${workflowId}`,
  ]) {
    await page.goto(path);
    await expect(pageStatus(page)).toHaveAttribute("data-status", "paused");
    const banner = page.getByRole("status", { name: /^Waiting for version 1 of/ });
    await expect(banner).toContainText("GANTRY_MODULES");
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect.soft(await axeFaults(page)).toEqual([]);
    }
    const resume = page.getByRole("button", { name: "Resume" });
    await expect(resume).toBeDisabled();
    await expect(resume).toHaveAccessibleDescription(/^Waiting for version 1 of/);
    await resume.click({ force: true });
    await expect(banner).toBeFocused();
  }

  await server.kill();
  await server.restart({});
  await expect(pageStatus(page)).toHaveAttribute("data-status", "completed");
  const ended = await api.ended(workflowId);
  expect(historyFaults(await api.histories(ended), { maxWorkers: MAX_WORKERS })).toEqual([]);
});
