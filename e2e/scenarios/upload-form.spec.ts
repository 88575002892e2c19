import { pageStatus, pressRun, runButton, upload } from "../src/dashboard.ts";
import { energyBlueprint, type BlueprintDocument } from "../src/energy-documents.ts";
import { expect, test } from "../src/fixtures.ts";

const BAD_BLUEPRINTS: readonly { fault: string; message: RegExp; spoil: (blueprint: BlueprintDocument) => unknown }[] =
  [
    {
      fault: "broken JSON",
      message: /expected|not a JSON value/i,
      spoil: (blueprint) => JSON.stringify(blueprint, null, 2).replace('"nodes": [', '"nodes": [[['),
    },
    {
      fault: "a cycle",
      message: /Circular dependency detected/,
      spoil: (blueprint) => {
        const report = blueprint.nodes.find((node) => node.container_name === "energy-report");
        const back = { container_name: "load-analysis", operation_signature: { operation_name: "AnalyseLoad" } };
        report?.operation_signature_list[0]?.connected_to.push(back);
        return blueprint;
      },
    },
    {
      fault: "an unknown target",
      message: /Invalid connection target: nowhere:Nothing/,
      spoil: (blueprint) => {
        const target = { container_name: "nowhere", operation_signature: { operation_name: "Nothing" } };
        blueprint.nodes[0]?.operation_signature_list[0]?.connected_to.push(target);
        return blueprint;
      },
    },
    {
      fault: "an unknown field",
      message: /colour/,
      spoil: (blueprint) => ({ ...blueprint, colour: "blue" }),
    },
  ];

test("a good blueprint with its services runs to the end, live", async ({ page, services }) => {
  await page.goto("/workflows/new");
  await upload(page, { blueprint: await energyBlueprint(), dockerinfo: services.dockerinfo });
  await expect(page.getByTestId("flow-node")).toHaveCount(6);
  await pressRun(page);
  await expect(pageStatus(page)).toHaveAttribute("data-status", "completed");
  await expect(page.locator('[data-testid="flow-node"][data-status="completed"]')).toHaveCount(6);
});

for (const { fault, message, spoil } of BAD_BLUEPRINTS) {
  test(`a blueprint with ${fault} is refused, and the page says what is wrong`, async ({ page, services }) => {
    await page.goto("/workflows/new");
    await upload(page, { blueprint: spoil(await energyBlueprint()), dockerinfo: services.dockerinfo });
    await expect(page.getByText(message).first()).toBeVisible();
    await expect(runButton(page)).toBeDisabled();
  });
}

test("a dockerinfo without an endpoint of the blueprint is refused, and the page says which", async ({
  page,
  services,
}) => {
  await page.goto("/workflows/new");
  const endpoints = services.dockerinfo.docker_info_list.filter((entry) => entry.container_name !== "grid-check");
  await upload(page, { blueprint: await energyBlueprint(), dockerinfo: { docker_info_list: endpoints } });
  await expect(page.getByText("Endpoint not found for: grid-check").first()).toBeVisible();
  await expect(page.locator('[data-testid="flow-node"][data-faulty]')).toHaveCount(1);
  await expect(runButton(page)).toBeDisabled();
});

test("a corrected upload can be run", async ({ page, services }) => {
  await page.goto("/workflows/new");
  const blueprint = await energyBlueprint();
  await upload(page, { blueprint: { ...blueprint, colour: "blue" }, dockerinfo: services.dockerinfo });
  await expect(runButton(page)).toBeDisabled();
  await upload(page, { blueprint, dockerinfo: services.dockerinfo });
  await expect(runButton(page)).toBeEnabled();
});
