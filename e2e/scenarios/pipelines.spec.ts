import { servicesOfPipeline, startExampleServices } from "@gantry/example-services";
import { pageStatus, pressRun, upload } from "../src/dashboard.ts";
import { exampleBlueprint } from "../src/example-documents.ts";
import { expect, test } from "../src/fixtures.ts";

/** The pipelines of examples/blueprints, uploaded as a person does: their documents as they ship, their services real. */

const DURATION_MS = "300";

/** Each with services of its own, and what its last step's output shows. */
const PIPELINES = [
  { folder: "file-based-energy-pipeline", nodes: 4, last: "report_generator1:GenerateReport", output: "file" },
  { folder: "protobuf-based-energy-pipeline", nodes: 4, last: "report_generator1:GenerateReport", output: "grpc" },
  { folder: "germany-node", nodes: 3, last: "output_formatter1:FormatOutput", output: "file" },
] as const;

for (const { folder, nodes, last, output } of PIPELINES) {
  test(`${folder} runs to its end from the dashboard, and the output of every step can be seen`, async ({
    page,
    api,
  }) => {
    const containers = servicesOfPipeline(folder);
    await using services = await startExampleServices({ containers, env: { EXAMPLE_DURATION_MS: DURATION_MS } });
    await page.goto("/workflows/new");
    await upload(page, { blueprint: await exampleBlueprint(folder), dockerinfo: services.dockerinfo });
    await expect(page.getByTestId("flow-node")).toHaveCount(nodes);
    const workflowId = await pressRun(page);
    await expect(pageStatus(page)).toHaveAttribute("data-status", "completed");
    await expect(page.locator('[data-testid="flow-node"][data-status="completed"]')).toHaveCount(nodes);

    const [job] = (await api.workflow(workflowId)).jobs;
    await page.goto(`/jobs/${job?.jobId ?? ""}?tab=output`);
    await expect(page.getByTestId("output")).toHaveCount(nodes);
    await expect(page.locator(`[data-testid="output"][data-routine="${last}"]`)).toContainText(output);
  });
}

test("the branches of arithmetic-diamond run at the same time, and the result is the one that is known beforehand", async ({
  page,
  services,
  api,
}) => {
  await page.goto("/workflows/new");
  await upload(page, { blueprint: await exampleBlueprint("arithmetic-diamond"), dockerinfo: services.dockerinfo });
  const workflow = await api.ended(await pressRun(page));
  expect(workflow.status).toBe("completed");
  await page.goto(`/jobs/${workflow.jobs[0]?.jobId ?? ""}?tab=output`);
  // {"sum":11}, as services exchange small data
  await expect(page.getByTestId("output").first()).toContainText(Buffer.from('{"sum":11}').toString("base64"));
});
