import { DataReference, type JsonValue } from "@gantry/contracts";
import { z } from "zod";

/**
 * What a Task gave. `data` is what can be had from here: the carried data of an inline reference, or the value that a
 * Routine of a Flow returned. Data elsewhere is not fetched: `data` is null, and `reference` says where it is.
 */
export const OutputData = z.object({
  /** null: the output is no reference, or there is none. */
  reference: DataReference.nullable(),
  /** How `data` is to be read; null where there is none. */
  encoding: z.enum(["json", "text", "base64"]).nullable(),
  data: z.json(),
});
export type OutputData = z.infer<typeof OutputData>;

const TEXT_FORMATS: ReadonlySet<string> = new Set(["csv", "xml"]);

/** @param value a Task's output; null when it returned nothing */
export function readOutputData(value: JsonValue): OutputData {
  if (value === null) return { reference: null, encoding: null, data: null };
  const reference = DataReference.safeParse(value);
  if (!reference.success) return { reference: null, encoding: "json", data: value };
  return { reference: reference.data, ...carriedBy(reference.data) };
}

function carriedBy({ protocol, format, uri }: DataReference): Pick<OutputData, "encoding" | "data"> {
  if (protocol !== "inline") return { encoding: null, data: null };
  const bytes = Buffer.from(uri, "base64");
  if (format === "json") return readJson(bytes) ?? { encoding: "base64", data: uri };
  return TEXT_FORMATS.has(format)
    ? { encoding: "text", data: bytes.toString("utf8") }
    : { encoding: "base64", data: uri };
}

/** null: it says that it is JSON, and is not. */
function readJson(bytes: Buffer): { encoding: "json"; data: JsonValue } | null {
  try {
    return { encoding: "json", data: JSON.parse(bytes.toString("utf8")) as JsonValue };
  } catch {
    return null;
  }
}
