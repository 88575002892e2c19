import { z } from "zod";
import type { FaultPath } from "./vertex.ts";
import { vertexKey } from "./vertex.ts";

/** As much of a malformed node as its vertices' keys need. */
const NodeSketch = z.object({
  nodes: z.array(
    z
      .object({
        container_name: z.string(),
        operation_signature_list: z.array(
          z
            .object({ operation_signature: z.object({ operation_name: z.string() }) })
            .nullable()
            .catch(null),
        ),
      })
      .nullable()
      .catch(null),
  ),
});

/**
 * Says which vertices a path inside a malformed blueprint concerns: those of its node, or the one of its operation.
 * Names nothing where the document is too broken to tell.
 */
export function nodeKeysAt(blueprint: unknown): (path: FaultPath) => string[] {
  const sketch = NodeSketch.safeParse(blueprint);
  return ([top, nodeIndex, , operationIndex]) => {
    if (!sketch.success || top !== "nodes" || typeof nodeIndex !== "number") return [];
    const node = sketch.data.nodes[nodeIndex];
    if (node === null || node === undefined) return [];
    const operations =
      typeof operationIndex === "number"
        ? [node.operation_signature_list[operationIndex]]
        : node.operation_signature_list;
    return operations.flatMap((operation) =>
      operation ? [vertexKey(node.container_name, operation.operation_signature.operation_name)] : [],
    );
  };
}
