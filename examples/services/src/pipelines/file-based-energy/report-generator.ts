import type { ExecuteRequest, MethodAnswer } from "@gantry/service-sdk";
import { fileJson, readJson } from "../../data-exchange.ts";
import { Analysis } from "../energy/energy-data.ts";
import { writeReport } from "../energy/stages.ts";
import { singleInput } from "../single-input.ts";

/** The end: a report file. */
export async function execute_GenerateReport(request: ExecuteRequest): Promise<MethodAnswer> {
  const analysis = Analysis.parse(await readJson(singleInput(request)));
  return { status: "complete", output: await fileJson(request, writeReport(analysis)) };
}
