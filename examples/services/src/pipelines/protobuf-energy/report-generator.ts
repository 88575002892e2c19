import type { ExecuteRequest, MethodAnswer } from "@gantry/service-sdk";
import { DataPlane, fetchFromUpstream } from "@gantry/service-sdk/grpc";
import { writeReport } from "../energy/stages.ts";
import { singleInput } from "../single-input.ts";
import { DATA_ANALYZER, REPORT_GENERATOR } from "./protos.ts";

export const dataPlane = new DataPlane({ service: REPORT_GENERATOR });

/** The end: a report, to be fetched like every other result. */
export async function execute_GenerateReport(request: ExecuteRequest): Promise<MethodAnswer> {
  const analysis = await fetchFromUpstream(singleInput(request), { upstream: DATA_ANALYZER, request });
  return { status: "complete", output: dataPlane.publishResult(request, writeReport(analysis)) };
}
