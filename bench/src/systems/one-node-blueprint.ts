import type { Submission } from "@gantry/e2e/harness";

/** The upload of one operation of the bench's service at `port`. */
export const oneNodeSubmission = (
  operation: "Instant" | "Held",
  port: number,
  options: { readonly jobs?: number } = {},
): Submission => ({
  blueprint: {
    name: `One ${operation} node`,
    pipeline_id: "bench-one-node",
    creation_date: "2026-11-21",
    type: "pipeline-topology/v2",
    version: "2.0",
    nodes: [
      {
        container_name: "bench",
        proto_uri: "bench.proto",
        image: "bench:1",
        node_type: "Tool",
        operation_signature_list: [{ operation_signature: { operation_name: operation } }],
      },
    ],
  },
  dockerinfo: { docker_info_list: [{ container_name: "bench", ip_address: "127.0.0.1", port: String(port) }] },
  ...options,
});
