/** Documents of uploads, as short as a test can say them. Vertices are written `container:operation`. */

type Edge = readonly [from: string, to: string];

const split = (key: string): [container: string, operation: string] => {
  const at = key.indexOf(":");
  return [key.slice(0, at), key.slice(at + 1)];
};

const signature = (operation_name: string): object => ({ operation_signature: { operation_name } });

/** One node per container, with its operations in the order of `vertices`. */
export function blueprintOf(vertices: readonly string[], edges: readonly Edge[] = [], extra: object = {}): object {
  const containers = [...new Set(vertices.map((key) => split(key)[0]))];
  const operationOf = (key: string): object => ({
    ...signature(split(key)[1]),
    connected_to: edges
      .filter(([from]) => from === key)
      .map(([, to]) => ({ container_name: split(to)[0], ...signature(split(to)[1]) })),
  });
  return {
    name: "My Pipeline",
    pipeline_id: "my-pipeline",
    creation_date: "2025-01-01",
    type: "pipeline-topology/v2",
    version: "2.0",
    nodes: containers.map((container_name) => ({
      container_name,
      proto_uri: "service.proto",
      image: `${container_name}:latest`,
      node_type: "MLModel",
      operation_signature_list: vertices.filter((key) => split(key)[0] === container_name).map(operationOf),
    })),
    ...extra,
  };
}

export const dockerinfoOf = (containers: readonly string[], port: string | number = "8080"): object => ({
  docker_info_list: containers.map((container_name) => ({ container_name, ip_address: "localhost", port })),
});
