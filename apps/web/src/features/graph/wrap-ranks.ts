/** A node's place in a layered layout: its centre along the flow, and across it, px. */
export interface RankedNode {
  readonly name: string;
  readonly along: number;
  readonly across: number;
}

/** What one node takes up along and across the flow, px, the space to the next one included. */
export interface RankGrid {
  readonly alongPx: number;
  readonly acrossPx: number;
  /** More nodes than this beside each other are wrapped. */
  readonly maxAcross: number;
  /** How long the drawing should be for its breadth: about that of the canvas. */
  readonly lengthToBreadth: number;
}

/**
 * A fan-out of hundreds makes a rank that no screen holds. When there is one, every rank becomes a block as broad as
 * can be seen, its nodes in the same order, and all blocks are centred on one axis. Other layouts stay as they are.
 */
export function wrapRanks(nodes: readonly RankedNode[], grid: RankGrid): readonly RankedNode[] {
  const ranks = ranksOf(nodes);
  if (ranks.every(({ length }) => length <= grid.maxAcross)) return nodes;
  let start = 0;
  return ranks.flatMap((rank) => {
    const breadth = breadthOf(rank.length, grid);
    const lines = Math.ceil(rank.length / breadth);
    const placed = rank.map(({ name }, index) => {
      const line = Math.floor(index / breadth);
      const inLine = Math.min(breadth, rank.length - line * breadth);
      return {
        name,
        along: start + line * grid.alongPx,
        across: ((index % breadth) - (inLine - 1) / 2) * grid.acrossPx,
      };
    });
    start += lines * grid.alongPx;
    return placed;
  });
}

/** From the first rank to the last, each in its order across. */
function ranksOf(nodes: readonly RankedNode[]): readonly (readonly RankedNode[])[] {
  const byPlace = new Map<number, RankedNode[]>();
  for (const node of nodes) {
    const place = Math.round(node.along);
    const rank = byPlace.get(place);
    if (rank === undefined) byPlace.set(place, [node]);
    else rank.push(node);
  }
  return [...byPlace].sort(([a], [b]) => a - b).map(([, rank]) => rank.toSorted((a, b) => a.across - b.across));
}

/** How many nodes of a rank stand beside each other. */
function breadthOf(count: number, { alongPx, acrossPx, maxAcross, lengthToBreadth }: RankGrid): number {
  const even = Math.ceil(Math.sqrt((count * alongPx) / (acrossPx * lengthToBreadth)));
  return Math.max(maxAcross, even);
}
