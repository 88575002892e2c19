import type { Page } from "@playwright/test";
import { runDemo, startOperation } from "../src/dashboard.ts";
import { energyBlueprint } from "../src/energy-documents.ts";
import { expect, test } from "../src/fixtures.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

async function expectNotWider(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const widths = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect.soft(widths[0], path).toBe(widths[1]);
}

test("no page has to be scrolled sideways on a phone", async ({ page, api, services }) => {
  await api.submit({ blueprint: await energyBlueprint(), dockerinfo: services.dockerinfo });
  const workflow = await api.ended(await runDemo(page));
  const operation = `/operations/${await startOperation(page, "DataManager/data_load", { symbol: "PHONE" })}`;
  const job = `/jobs/${workflow.jobs[0]?.jobId ?? ""}`;
  const variantForm = "/workflows/new?from=flow&flow=demo-branches";
  const lists = ["/", "/workflows", "/workflows/new", variantForm, "/operations", "/services"];
  for (const path of [...lists, `/workflows/${workflow.workflowId}`, job, operation]) await expectNotWider(page, path);
});

test("nor by names of 9,000 characters", async ({ page, api, services }) => {
  const name = "n".repeat(9_000);
  const signature = { operation_signature: { operation_name: name } };
  const node = { container_name: "arithmetic", proto_uri: "p", image: "i", node_type: name };
  const submitted = await api.submit({
    blueprint: {
      name,
      pipeline_id: name,
      creation_date: "",
      type: "pipeline-topology/v2",
      version: "1",
      nodes: [{ ...node, operation_signature_list: [signature] }],
    },
    dockerinfo: services.dockerinfo,
  });
  const workflow = await api.ended(submitted); // failed: no service has such an operation
  const job = `/jobs/${workflow.jobs[0]?.jobId ?? ""}`;
  for (const path of ["/", "/workflows", "/services", `/workflows/${workflow.workflowId}`, job])
    await expectNotWider(page, path);
});
