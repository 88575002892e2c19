import type { ExecuteRequest, MethodAnswer } from "@gantry/service-sdk";
import { DataPlane } from "@gantry/service-sdk/grpc";
import { configurationOf } from "../energy/stages.ts";
import { INPUT_PROVIDER } from "./protos.ts";

export const dataPlane = new DataPlane({ service: INPUT_PROVIDER });

/** The start: a configuration. Parameters `days`, `peak_kw`, `seed`. */
export function execute_GetConfiguration(request: ExecuteRequest): MethodAnswer {
  return { status: "complete", output: dataPlane.publishResult(request, configurationOf(request)) };
}
