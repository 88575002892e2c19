import { type EdgeLabel, Graph, type GraphLabel, type NodeLabel, layout } from "@dagrejs/dagre";
import { type RankGrid, wrapRanks } from "./wrap-ranks.ts";

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

const NODE_GAP_PX = 24;

const RANK_GAP_PX = { LR: 48, TB: 40 } as const;

/** As many nodes beside each other as can still be told apart: on a desktop's canvas, and on a phone's. */
const RANK_GRID: Readonly<Record<LayoutRequest["direction"], RankGrid>> = {
  LR: {
    alongPx: NODE_WIDTH_PX + RANK_GAP_PX.LR,
    acrossPx: NODE_HEIGHT_PX + NODE_GAP_PX,
    maxAcross: 10,
    lengthToBreadth: 2,
  },
  TB: {
    alongPx: NODE_HEIGHT_PX + RANK_GAP_PX.TB,
    acrossPx: NODE_WIDTH_PX + NODE_GAP_PX,
    maxAcross: 4,
    lengthToBreadth: 1.5,
  },
};

/** Above this the layout takes long enough to be felt, and is done off the main thread. */
export const INLINE_LAYOUT_MAX_NODES = 120;

/**
 * Layered layout. The ranker is `longest-path` for large graphs and `tight-tree` for others: the default one is the
 * best looking too, but takes 90 s for 2,000 nodes. Ranks that no screen holds are wrapped.
 */
export function layoutFlow({ nodes, edges, direction }: LayoutRequest): FlowLayout {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({
    rankdir: direction,
    ranker: nodes.length > 400 ? "longest-path" : "tight-tree",
    nodesep: NODE_GAP_PX,
    ranksep: RANK_GAP_PX[direction],
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const name of nodes) graph.setNode(name, { width: NODE_WIDTH_PX, height: NODE_HEIGHT_PX });
  for (const [source, target] of edges) if (source !== target) graph.setEdge(source, target);
  layout(graph);
  const places = nodes.map((name) => {
    const { x = 0, y = 0 } = graph.node(name);
    return direction === "LR" ? { name, along: x, across: y } : { name, along: y, across: x };
  });
  return Object.fromEntries(
    wrapRanks(places, RANK_GRID[direction]).map(({ name, along, across }) => {
      const [x, y] = direction === "LR" ? [along, across] : [across, along];
      return [name, { x: x - NODE_WIDTH_PX / 2, y: y - NODE_HEIGHT_PX / 2 }];
    }),
  );
}
