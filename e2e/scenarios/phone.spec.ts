import { runDemo } from "../src/dashboard.ts";
import { expect, test } from "../src/fixtures.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test("no page has to be scrolled sideways on a phone", async ({ page, api }) => {
  const workflow = await api.ended(await runDemo(page));
  const job = `/jobs/${workflow.jobs[0]?.jobId ?? ""}`;
  for (const path of ["/", "/workflows", "/workflows/new", `/workflows/${workflow.workflowId}`, job]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const widths = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect.soft(widths[0], path).toBe(widths[1]);
  }
});
