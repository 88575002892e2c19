import type { Page, WebSocketRoute } from "@playwright/test";
import { pageStatus } from "../src/dashboard.ts";
import { expect, test } from "../src/fixtures.ts";

const badge = (page: Page) => page.getByTestId("live-badge").first();

/** Stands between the page and the server. @returns a function that cuts every connection made so far. */
async function cuttable(page: Page): Promise<() => Promise<void>> {
  const connections: WebSocketRoute[] = [];
  await page.routeWebSocket(/\/socket\.io\//, (connection) => {
    connection.connectToServer();
    connections.push(connection);
  });
  return async () => {
    await Promise.all(connections.splice(0).map((connection) => connection.close()));
  };
}

test("two tabs and a third whose connection is cut again and again end at the same seq and state", async ({
  context,
  page,
  api,
}) => {
  const workflowId = await api.submit({ flow: "concurrent-execution-demo", jobs: 6, max_workers: 1 });
  const { jobs } = await api.workflow(workflowId);
  const watched = jobs.at(-1)?.jobId ?? "";
  const tabs = [page, await context.newPage(), await context.newPage()] as const;
  const cut = await cuttable(tabs[2]);
  for (const tab of tabs) await tab.goto(`/jobs/${watched}`);
  for (let times = 0; times < 3; times += 1) {
    await expect(badge(tabs[2])).toHaveAttribute("data-connection", "live");
    await cut();
    await expect(badge(tabs[2])).not.toHaveAttribute("data-connection", "live");
  }

  await api.ended(workflowId);
  const history = await api.history(watched);
  for (const tab of tabs) {
    await expect(pageStatus(tab)).toHaveAttribute("data-status", "completed");
    await expect(badge(tab)).toHaveAttribute("data-last-seq", String(history.length));
  }
});
