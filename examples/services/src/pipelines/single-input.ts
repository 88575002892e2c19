import type { DataReference, ExecuteRequest } from "@gantry/service-sdk";

/** The one input of a stage in a chain. @throws Error when there are none or several. */
export function singleInput({ method, inputs }: ExecuteRequest): DataReference {
  const [input, ...others] = inputs;
  if (input !== undefined && others.length === 0) return input;
  throw new Error(`${method} takes one input, not ${inputs.length}`);
}
