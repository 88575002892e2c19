import type { JsonObject } from "@gantry/contracts";

export type ParametersReading =
  { readonly ok: true; readonly value: JsonObject } | { readonly ok: false; readonly fault: string };

/** Reads a JSON object from a text field; an empty one is no parameters. */
export function readParameters(text: string): ParametersReading {
  if (text.trim() === "") return { ok: true, value: {} };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, fault: error instanceof Error ? error.message : "This is not JSON" };
  }
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject
    ? { ok: true, value: value as JsonObject }
    : { ok: false, fault: "Parameters are a JSON object: { … }" };
}
