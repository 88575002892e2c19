import { pageStatus, pressRun, upload } from "../src/dashboard.ts";
import { failingBlueprint } from "../src/energy-documents.ts";
import { expect, test } from "../src/fixtures.ts";

test("a service that fails fails its Workflow; the page says what failed and why, and what never ran", async ({
  page,
  services,
  api,
}) => {
  await page.goto("/workflows/new");
  await upload(page, { blueprint: await failingBlueprint(), dockerinfo: services.dockerinfo });
  const workflow = await api.ended(await pressRun(page));
  await expect(pageStatus(page)).toHaveAttribute("data-status", "failed");
  await expect(page.locator('[data-testid="flow-node"][data-status="failed"]')).toHaveAttribute(
    "data-routine",
    "grid-check:CheckStrictGrid",
  );
  await expect(page.getByText(workflow.error?.message ?? "", { exact: false }).first()).toBeVisible();
  const report = page.locator('[data-testid="flow-node"][data-routine="energy-report:WriteReport"]');
  await expect(report).toHaveAttribute("data-status", /skipped|pending/);
});
