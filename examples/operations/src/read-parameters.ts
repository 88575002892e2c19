import { AppError, type JsonObject } from "@gantry/contracts";
import type { z } from "zod";

/** The parameters of a start by name. @throws AppError `invalid_input` that names each field that does not fit. */
export function readParameters<T>(schema: z.ZodType<T>, parameters: JsonObject): T {
  const parsed = schema.safeParse(parameters);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new AppError("invalid_input", `parameters: ${faults.join("; ")}`);
}
