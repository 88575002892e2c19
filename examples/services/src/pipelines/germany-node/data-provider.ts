import type { ExecuteRequest, MethodAnswer } from "@gantry/service-sdk";
import { fileJson } from "../../data-exchange.ts";
import { numberParameter } from "../../parameters.ts";
import { GridNode } from "./chronics.ts";

/** The start: what the node is made of. Parameters `load_mw`, `wind_mw`, `solar_mw`, `hours`. */
export async function execute_ProvideData(request: ExecuteRequest): Promise<MethodAnswer> {
  const node = GridNode.parse({
    name: "Germany",
    load_mw: numberParameter(request, "load_mw", 55_000),
    wind_mw: numberParameter(request, "wind_mw", 70_000),
    solar_mw: numberParameter(request, "solar_mw", 90_000),
    hours: numberParameter(request, "hours", 168),
  });
  return { status: "complete", output: await fileJson(request, node) };
}
