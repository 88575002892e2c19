import { randomUUID } from "node:crypto";
import { DataReference, type StatusResponse } from "@gantry/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startExampleServices, type ExampleServices, type ServiceName } from "../src/index.ts";
import { EnergyReport } from "../src/energy/documents.ts";
import { readJson } from "../src/data-exchange.ts";
import { documentOf, execute, outputOf, statusOf } from "./control-client.ts";

let examples: ExampleServices;

beforeAll(async () => {
  examples = await startExampleServices({ env: { EXAMPLE_DURATION_MS: "50" } });
});
afterAll(async () => {
  await examples.stop();
});

const url = (name: ServiceName): string => examples.service(name).url;
/** Task ids are unique over all workflows. */
const taskId = (): string => `task_${randomUUID()}`;

test("every service is a process of its own, on the port that the dockerinfo names", async () => {
  expect(new Set(examples.services.map((service) => service.pid)).size).toBe(8);
  for (const { ip_address: host, port } of examples.dockerinfo.docker_info_list) {
    const health = await fetch(`http://${host}:${port}/health`);
    expect(await health.json()).toMatchObject({ status: "ok" });
  }
});

test("the energy pipeline, driven by hand, ends in a report", async () => {
  const profile = await outputOf(url("load-profile"), { method: "GenerateProfile", taskId: taskId() });
  const [analysis, forecast, tariff] = await Promise.all([
    outputOf(url("load-analysis"), { method: "AnalyseLoad", taskId: taskId(), inputs: [profile] }),
    outputOf(url("load-forecast"), { method: "ForecastLoad", taskId: taskId(), inputs: [profile] }),
    outputOf(url("tariff-service"), { method: "LookupTariff", taskId: taskId() }),
  ]);
  expect(forecast.protocol).toBe("file");
  const check = await outputOf(url("grid-check"), { method: "CheckGrid", taskId: taskId(), inputs: [forecast] });
  const inputs = [analysis, check, tariff];
  const report = await documentOf(url("energy-report"), { method: "WriteReport", taskId: taskId(), inputs });
  expect(EnergyReport.parse(report).headline).toMatch(/^\d+ kWh for .* in reserve$/);
});

test("the long forecast shows rising progress with messages", async () => {
  const profile = await outputOf(url("load-profile"), { method: "GenerateProfile", taskId: taskId() });
  const seen: StatusResponse[] = [];
  const call = { method: "ForecastLoad", taskId: taskId(), inputs: [profile], parameters: { duration_ms: 300 } };
  await outputOf(url("load-forecast"), call, (status) => seen.push(status));
  const running = seen.filter((status) => status.status === "running");
  const percents = running.map((status) => status.progress ?? 0);
  expect(percents).toEqual(percents.toSorted((a, b) => a - b));
  expect(new Set(percents).size).toBeGreaterThan(3);
  expect(running.at(-1)?.message).toMatch(/^Candidate \d+ of 19: best error/);
});

test("the grid check fails for a reason when the forecast exceeds its limit", async () => {
  const profile = await outputOf(url("load-profile"), { method: "GenerateProfile", taskId: taskId() });
  const forecast = await outputOf(url("load-forecast"), {
    method: "ForecastLoad",
    taskId: taskId(),
    inputs: [profile],
  });
  const answer = await execute(url("grid-check"), { method: "CheckStrictGrid", taskId: taskId(), inputs: [forecast] });
  expect(answer.status).toBe("failed");
  expect(answer.error).toMatch(/^Forecast peak .* kW exceeds the grid limit of 50 kW$/);
});

test("the report names the input that is missing", async () => {
  const answer = await execute(url("energy-report"), { method: "WriteReport", taskId: taskId() });
  expect(answer).toMatchObject({ status: "failed", error: "No load_analysis among the 0 inputs" });
});

test("a flaky look-up fails as often as it was asked to, then succeeds", async () => {
  const workflowId = randomUUID();
  const lookUp = () =>
    outputOf(url("tariff-service"), {
      method: "LookupTariff",
      taskId: taskId(),
      workflowId,
      parameters: { fail_first: 2 },
    });
  await expect(lookUp()).rejects.toThrow("look-up 1 of this workflow");
  await expect(lookUp()).rejects.toThrow("look-up 2 of this workflow");
  expect(await readJson(await lookUp())).toMatchObject({ kind: "tariff" });
});

test("arithmetic adds its number to the sum of its inputs, at once or in the background", async () => {
  const add = (method: string, inputs: Parameters<typeof documentOf>[1]["inputs"] = [], durationMs = 0) =>
    outputOf(url("arithmetic"), { method, taskId: taskId(), inputs, parameters: { duration_ms: durationMs } });
  const one = await add("Add1");
  const [two, three] = await Promise.all([add("Add2", [one], 30), add("Add3", [one], 0)]);
  expect(await readJson(await add("Add4", [two, three], 30))).toEqual({ sum: 11 });
});

test("the template's LongProcess is running at once and can be cancelled", async () => {
  const id = taskId();
  const call = { method: "LongProcess", taskId: id, parameters: { duration_ms: 600_000 } };
  expect(await execute(url("my-service"), call)).toMatchObject({ status: "running", task_id: id });
  await fetch(`${url("my-service")}/control/cancel/${id}`, { method: "POST" });
  expect(await statusOf(url("my-service"), id)).toMatchObject({ status: "failed", error: "Task cancelled" });
});

test("no service reads a file outside the directory that they share", async () => {
  const inputs = [DataReference.parse({ protocol: "file", uri: "file:///etc/hostname", format: "json" })];
  const answer = await execute(url("arithmetic"), {
    method: "Add1",
    taskId: taskId(),
    inputs,
    parameters: { duration_ms: 0 },
  });
  expect(answer.error).toBe("Cannot read a file outside the directory that the services share");
});
