import type { ExecuteRequest, MethodAnswer } from "@gantry/service-sdk";
import { inlineJson } from "../data-exchange.ts";
import { inputDocument, LoadForecast } from "../energy/documents.ts";
import { checkGrid } from "../energy/grid-check.ts";
import { numberParameter } from "../parameters.ts";

const check = async (request: ExecuteRequest, defaultLimitKw: number): Promise<MethodAnswer> => {
  const forecast = await inputDocument(request.inputs, LoadForecast);
  return {
    status: "complete",
    output: inlineJson(checkGrid(forecast, numberParameter(request, "limit_kw", defaultLimitKw))),
  };
};

/** Passes for the default profile; fails on demand by parameter `limit_kw` (150). */
export const execute_CheckGrid = (request: ExecuteRequest): Promise<MethodAnswer> => check(request, 150);

/** Fails for the default profile: parameter `limit_kw` (50). */
export const execute_CheckStrictGrid = (request: ExecuteRequest): Promise<MethodAnswer> => check(request, 50);
