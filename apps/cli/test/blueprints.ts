/** A blueprint of one container whose operations are joined by `edges`, as `[from, to]`. */
export function blueprintOf(operations: readonly string[], edges: readonly (readonly [string, string])[] = []) {
  const signature = (operation: string) => ({ operation_signature: { operation_name: operation } });
  return {
    name: "My Pipeline",
    pipeline_id: "my-pipeline",
    creation_date: "2026-11-21",
    type: "pipeline-topology/v2",
    version: "2.0",
    nodes: [
      {
        container_name: "my-service",
        proto_uri: "service.proto",
        image: "my-service:latest",
        node_type: "MLModel",
        operation_signature_list: operations.map((operation) => ({
          ...signature(operation),
          connected_to: edges
            .filter(([from]) => from === operation)
            .map(([, to]) => ({ container_name: "my-service", ...signature(to) })),
        })),
      },
    ],
  };
}

export const dockerinfoOf = (port: number) => ({
  docker_info_list: [{ container_name: "my-service", ip_address: "localhost", port: String(port) }],
});
