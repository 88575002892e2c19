import type { ExecuteRequest } from "@gantry/service-sdk";
import { durationOverrideMs } from "./example-env.ts";

/**
 * A number among the request's `parameters`, or `fallback` when it is absent.
 * @throws TypeError that names the parameter when it is something else, or negative.
 */
export function numberParameter({ parameters }: ExecuteRequest, name: string, fallback: number): number {
  const value = parameters[name] ?? fallback;
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
  throw new TypeError(`Parameter ${name} must be a number of at least 0`);
}

/** How long the operation shall take: parameter `duration_ms`, else `EXAMPLE_DURATION_MS`, else its own default. */
export const durationMs = (request: ExecuteRequest, defaultMs: number): number =>
  numberParameter(request, "duration_ms", durationOverrideMs() ?? defaultMs);
