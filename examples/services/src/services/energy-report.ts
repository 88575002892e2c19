import type { ExecuteRequest, MethodAnswer } from "@gantry/service-sdk";
import { inlineJson } from "../data-exchange.ts";
import { GridCheck, inputDocument, LoadAnalysis, Tariff } from "../energy/documents.ts";
import { writeReport } from "../energy/energy-report.ts";

/** The fan-in: needs the analysis, the grid check and the tariff, in any order. */
export async function execute_WriteReport({ inputs }: ExecuteRequest): Promise<MethodAnswer> {
  const [analysis, check, tariff] = await Promise.all([
    inputDocument(inputs, LoadAnalysis),
    inputDocument(inputs, GridCheck),
    inputDocument(inputs, Tariff),
  ]);
  return { status: "complete", output: inlineJson(writeReport(analysis, check, tariff)) };
}
