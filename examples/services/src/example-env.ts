import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where the example services leave data for each other; this file is their only reader of the environment. */
export const dataDirectory = (): string => process.env.EXAMPLE_DATA_DIR ?? join(tmpdir(), "gantry-example-data");

/** `EXAMPLE_DURATION_MS`: how long every long operation takes, instead of its own default. */
export function durationOverrideMs(): number | undefined {
  const raw = process.env.EXAMPLE_DURATION_MS;
  return raw === undefined || raw === "" ? undefined : Number(raw);
}
