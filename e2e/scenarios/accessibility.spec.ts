import type { Page } from "@playwright/test";
import { axeFaults } from "../src/axe.ts";
import { runDemo, startOperation } from "../src/dashboard.ts";
import { energyBlueprint } from "../src/energy-documents.ts";
import { expect, test } from "../src/fixtures.ts";

const VARIANT_FORM = "/workflows/new?from=flow&flow=demo-branches";

/** Every page of the dashboard, by what it needs to be looked at. */
async function pagesOf(page: Page, jobIdOf: (workflowId: string) => Promise<string>): Promise<string[]> {
  const workflowId = await runDemo(page);
  const operationId = await startOperation(page, "DataManager/data_load", { symbol: "AXE" });
  const lists = ["/", "/workflows", "/workflows/new", VARIANT_FORM, "/operations", "/services"];
  return [...lists, `/workflows/${workflowId}`, `/jobs/${await jobIdOf(workflowId)}`, `/operations/${operationId}`];
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on any page, ${colorScheme}`, async ({ page, api, services }) => {
    await api.submit({ blueprint: await energyBlueprint(), dockerinfo: services.dockerinfo });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const jobIdOf = async (workflowId: string) => (await api.ended(workflowId)).jobs[0]?.jobId ?? "";
    for (const path of await pagesOf(page, jobIdOf)) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect.soft(await axeFaults(page)).toEqual([]);
    }
  });
}
