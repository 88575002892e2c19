import type { ExecuteRequest, MethodAnswer } from "@gantry/service-sdk";
import { fileJson } from "../../data-exchange.ts";
import { configurationOf } from "../energy/stages.ts";

/** The start: a configuration file. Parameters `days`, `peak_kw`, `seed`. */
export async function execute_GetConfiguration(request: ExecuteRequest): Promise<MethodAnswer> {
  return { status: "complete", output: await fileJson(request, configurationOf(request)) };
}
