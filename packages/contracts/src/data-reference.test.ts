import { describe, expect, it } from "vitest";
import { DataReference } from "./data-reference.ts";

const messagesOf = (candidate: unknown): string[] => {
  const result = DataReference.safeParse(candidate);
  return result.success ? [] : result.error.issues.map((issue) => issue.message);
};

const reference = (overrides: object): object => ({ protocol: "s3", uri: "s3://b/k", format: "json", ...overrides });

describe("DataReference", () => {
  it("always has its seven fields after parsing, and drops unknown ones", () => {
    expect(DataReference.parse(reference({ extra: 1 }))).toEqual({
      protocol: "s3",
      uri: "s3://b/k",
      format: "json",
      schema_uri: null,
      size_bytes: null,
      checksum: null,
      metadata: null,
    });
  });

  it.each([
    ["uri must not be empty", { uri: "  " }],
    ["S3 URI must start with s3://", { uri: "http://b" }],
    ["HTTP URI must start with http://", { protocol: "http", uri: "https://b" }],
    ["HTTPS URI must start with https://", { protocol: "https", uri: "http://b" }],
    ["NFS URI must be host:path format", { protocol: "nfs", uri: "/export" }],
    ["MQTT URI must start with mqtt:// or mqtts://", { protocol: "mqtt", uri: "tcp://b" }],
    ["INLINE uri must be valid base64", { protocol: "inline", uri: "not base64!" }],
    ["INLINE uri must be valid base64", { protocol: "inline", uri: "abc" }],
    ["INLINE uri must be valid base64", { protocol: "inline", uri: "ab=c" }],
    ["size_bytes must be non-negative", { size_bytes: -1 }],
    ["checksum must be algorithm:value format", { checksum: "abcdef" }],
    [
      "format must be one of: json, csv, parquet, protobuf, binary, xml (or any string for GRPC protocol)",
      { format: "TrainResponse" },
    ],
  ])("says %s", (message, overrides) => {
    expect(messagesOf(reference(overrides))).toEqual([message]);
  });

  it.each([
    { protocol: "grpc", uri: "service-a:50051", format: "TrainResponse" },
    { protocol: "mqtt", uri: "mqtts://broker/topic" },
    { protocol: "nfs", uri: "host:/export/data" },
    { protocol: "inline", uri: "aGVsbG8=" },
    { protocol: "file", uri: "/data/x.csv", format: "csv" },
    { size_bytes: 0, checksum: "sha256:abc", schema_uri: null, metadata: { rows: 3 } },
  ])("accepts %j", (overrides) => {
    expect(messagesOf(reference(overrides))).toEqual([]);
  });

  it("reads 16 MiB of inline data without exhausting the stack", () => {
    const uri = "QUJD".repeat(4 * 1024 * 1024);
    expect(messagesOf(reference({ protocol: "inline", uri }))).toEqual([]);
  });

  it("drops __proto__ from metadata instead of setting a prototype", () => {
    const parsed = DataReference.parse(
      JSON.parse('{"protocol":"file","uri":"/x","format":"json","metadata":{"__proto__":{"admin":true},"a":1}}'),
    );
    expect(parsed.metadata).toEqual({ a: 1 });
    expect(Object.getPrototypeOf(parsed.metadata)).toBe(Object.prototype);
  });
});
