import type { ExecuteRequest, MethodAnswer } from "@gantry/service-sdk";
import { inlineJson } from "../data-exchange.ts";
import { generateProfile } from "../energy/load-profile.ts";
import { numberParameter } from "../parameters.ts";

/** Quick: answers complete at once. Parameters `days` (7), `peak_kw` (100), `seed` (1). */
export function execute_GenerateProfile(request: ExecuteRequest): MethodAnswer {
  const days = Math.min(366, Math.max(1, Math.floor(numberParameter(request, "days", 7))));
  const peakKw = numberParameter(request, "peak_kw", 100);
  return {
    status: "complete",
    output: inlineJson(generateProfile({ days, peakKw, seed: numberParameter(request, "seed", 1) })),
  };
}
