import { z } from "zod";
import { JsonObject } from "./json.ts";

/** Where data of the control interface lives; services exchange references, Gantry never moves the data itself. */
export const DataProtocol = z.enum(["s3", "http", "https", "nfs", "grpc", "mqtt", "villas", "inline", "file"]);
export type DataProtocol = z.infer<typeof DataProtocol>;

const FORMATS = ["json", "csv", "parquet", "protobuf", "binary", "xml"];

const CHECKSUM = /^[^:]+:.+$/s;

/** The data itself, in a reference. Two plain scans: one pattern with repetition would backtrack over 16 MiB. */
function isStrictBase64(text: string): boolean {
  const digits = text.replace(/={1,2}$/, "");
  return text.length % 4 === 0 && !/[^A-Za-z0-9+/]/.test(digits);
}

/** What a protocol asks of its uri; null: it is fine. */
function uriFault(protocol: DataProtocol, uri: string): string | null {
  switch (protocol) {
    case "s3":
      return uri.startsWith("s3://") ? null : "S3 URI must start with s3://";
    case "http":
      return uri.startsWith("http://") ? null : "HTTP URI must start with http://";
    case "https":
      return uri.startsWith("https://") ? null : "HTTPS URI must start with https://";
    case "nfs":
      return uri.includes(":") ? null : "NFS URI must be host:path format";
    case "mqtt":
      return /^mqtts?:\/\//.test(uri) ? null : "MQTT URI must start with mqtt:// or mqtts://";
    case "inline":
      return isStrictBase64(uri) ? null : "INLINE uri must be valid base64";
    case "grpc":
    case "villas":
    case "file":
      return null;
  }
}

/**
 * A reference to data, as services hand them to each other. Unknown fields are dropped; absent optional fields become
 * null, so that a parsed reference always has the seven fields that Gantry sends.
 */
export const DataReference = z
  .object({
    protocol: DataProtocol,
    uri: z.string().refine((uri) => uri.trim() !== "", { error: "uri must not be empty", abort: true }),
    /** One of six words, or with `grpc` the name of a message or method. */
    format: z.string(),
    schema_uri: z.string().nullable().default(null),
    size_bytes: z.number().int().min(0, "size_bytes must be non-negative").nullable().default(null),
    checksum: z.string().regex(CHECKSUM, "checksum must be algorithm:value format").nullable().default(null),
    metadata: JsonObject.nullable().default(null),
  })
  .superRefine((reference, context) => {
    const fault = uriFault(reference.protocol, reference.uri);
    if (fault !== null) context.addIssue({ code: "custom", path: ["uri"], message: fault });
    if (reference.protocol !== "grpc" && !FORMATS.includes(reference.format)) {
      const message = `format must be one of: ${FORMATS.join(", ")} (or any string for GRPC protocol)`;
      context.addIssue({ code: "custom", path: ["format"], message });
    }
  });
export type DataReference = z.infer<typeof DataReference>;
