import { type EdgeLabel, Graph, type GraphLabel, type NodeLabel, layout } from "@dagrejs/dagre";

/** What layout needs of a Flow; plain data, so that it can be sent to a worker. */
export interface LayoutRequest {
  readonly nodes: readonly string[];
  /** Pairs of source and target. */
  readonly edges: readonly (readonly [string, string])[];
  /** `LR` where there is width, `TB` on a phone. */
  readonly direction: "LR" | "TB";
}

/** Top left corner of each node by name, px. */
export type FlowLayout = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

export const NODE_WIDTH_PX = 216;
export const NODE_HEIGHT_PX = 82;

/** Above this the layout takes long enough to be felt, and is done off the main thread. */
export const INLINE_LAYOUT_MAX_NODES = 120;

/**
 * Layered layout. The ranker is `longest-path` for large graphs and `tight-tree` for others: the default one is the
 * best looking too, but takes 90 s for 2,000 nodes.
 */
export function layoutFlow({ nodes, edges, direction }: LayoutRequest): FlowLayout {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({
    rankdir: direction,
    ranker: nodes.length > 400 ? "longest-path" : "tight-tree",
    nodesep: 24,
    ranksep: direction === "LR" ? 48 : 40,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const name of nodes) graph.setNode(name, { width: NODE_WIDTH_PX, height: NODE_HEIGHT_PX });
  for (const [source, target] of edges) if (source !== target) graph.setEdge(source, target);
  layout(graph);
  return Object.fromEntries(
    nodes.map((name) => {
      const { x = 0, y = 0 } = graph.node(name);
      return [name, { x: x - NODE_WIDTH_PX / 2, y: y - NODE_HEIGHT_PX / 2 }];
    }),
  );
}
