import { randomUUID } from "node:crypto";
import type { DataReference } from "@gantry/contracts";
import { fetchFromUpstream } from "@gantry/service-sdk/grpc";
import { expect, test } from "vitest";
import { startExampleServices, servicesOfPipeline, type ExampleServices } from "../src/index.ts";
import { readJson } from "../src/data-exchange.ts";
import { Analysis, Report } from "../src/pipelines/energy/energy-data.ts";
import { analyzeReadings, generateReadings, writeReport } from "../src/pipelines/energy/stages.ts";
import { NodeSummary } from "../src/pipelines/germany-node/chronics.ts";
import { DATA_ANALYZER, REPORT_GENERATOR } from "../src/pipelines/protobuf-energy/protos.ts";
import { outputOf } from "./control-client.ts";

const start = (pipeline: string): Promise<ExampleServices> =>
  startExampleServices({ containers: servicesOfPipeline(pipeline), env: { EXAMPLE_DURATION_MS: "30" } });

type Stage = readonly [container: string, method: string];

const ENERGY: readonly Stage[] = [
  ["input_provider1", "GetConfiguration"],
  ["data_generator1", "GenerateData"],
  ["data_analyzer1", "AnalyzeData"],
  ["report_generator1", "GenerateReport"],
];

/** Runs a chain by hand, as one workflow. @returns the output of each stage. */
async function runChain(
  { services }: ExampleServices,
  stages: readonly Stage[],
  parameters: Record<string, number> = {},
): Promise<readonly DataReference[]> {
  const workflowId = `wf-${randomUUID()}`;
  const outputs: DataReference[] = [];
  for (const [container, method] of stages) {
    const service = services.find(({ containerName }) => containerName === container);
    if (service === undefined) throw new Error(`${container} was not started`);
    const inputs = outputs.slice(-1);
    outputs.push(await outputOf(service.url, { method, workflowId, taskId: randomUUID(), inputs, parameters }));
  }
  return outputs;
}

const expectedReport = (configuration: { days: number; peak_kw: number; seed: number }) =>
  writeReport(analyzeReadings(generateReadings(configuration)));

test("the file-based energy pipeline hands files from service to service, and ends in a report", async () => {
  await using services = await start("file-based-energy-pipeline");
  const outputs = await runChain(services, ENERGY, { days: 3, peak_kw: 50, seed: 9 });
  expect(outputs.map(({ protocol, format }) => `${protocol} ${format}`)).toEqual([
    "file json",
    "file csv",
    "file json",
    "file json",
  ]);
  const [report] = outputs.slice(-1);
  if (report === undefined) throw new Error("There is an output per stage");
  expect(Report.parse(await readJson(report))).toEqual(expectedReport({ days: 3, peak_kw: 50, seed: 9 }));
});

test("the protobuf energy pipeline does the same over gRPC, ten workflows at once and none with another's data", async () => {
  await using services = await start("protobuf-based-energy-pipeline");
  const seeds = Array.from({ length: 10 }, (_, index) => index);
  const runs = await Promise.all(seeds.map((seed) => runChain(services, ENERGY, { days: 2, peak_kw: 70, seed })));
  for (const [seed, outputs] of runs.entries()) {
    expect(outputs.map(({ protocol, format }) => `${protocol} ${format}`)).toEqual([
      "grpc GetConfigurationResponse",
      "grpc GenerateDataResponse",
      "grpc AnalyzeDataResponse",
      "grpc GenerateReportResponse",
    ]);
    const [analysis, report] = outputs.slice(-2);
    if (analysis === undefined || report === undefined) throw new Error("There is an output per stage");
    const configuration = { days: 2, peak_kw: 70, seed };
    expect(await fetchFromUpstream(report, { upstream: REPORT_GENERATOR })).toEqual(expectedReport(configuration));
    expect(Analysis.parse(await fetchFromUpstream(analysis, { upstream: DATA_ANALYZER }))).toEqual(
      analyzeReadings(generateReadings(configuration)),
    );
  }
});

test("the germany-node pipeline ends in a summary of the node", async () => {
  await using services = await start("germany-node");
  const outputs = await runChain(services, [
    ["data_provider1", "ProvideData"],
    ["villas_chronics1", "GenerateChronics"],
    ["output_formatter1", "FormatOutput"],
  ]);
  const [summary] = outputs.slice(-1);
  if (summary === undefined) throw new Error("There is an output per stage");
  expect(NodeSummary.parse(await readJson(summary))).toMatchObject({ name: "Germany", hours: 168 });
});

test("a stage without its input says so", async () => {
  await using services = await start("germany-node");
  await expect(runChain(services, [["villas_chronics1", "GenerateChronics"]])).rejects.toThrow(
    "GenerateChronics takes one input, not 0",
  );
});
