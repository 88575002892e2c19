"use client";

import { MiniMap, useStore } from "@xyflow/react";
import { useMemo } from "react";
import { type FlowLayout, NODE_HEIGHT_PX, NODE_WIDTH_PX } from "./flow-layout.ts";

const SIZE = { width: 152, height: 104 } as const;

/** Where in the graph one is; only while some of it is out of view, because it covers a part itself. */
export function GraphMap({ layout }: { readonly layout: FlowLayout }) {
  const { left, top, right, bottom } = useMemo(() => boundsOf(layout), [layout]);
  const isCut = useStore(
    ({ transform: [x, y, zoom], width, height }) =>
      left * zoom + x < 0 || top * zoom + y < 0 || right * zoom + x > width || bottom * zoom + y > height,
  );
  if (!isCut) return null;
  return (
    <MiniMap
      pannable
      ariaLabel="Map of the graph"
      nodeColor="var(--input)"
      nodeStrokeWidth={0}
      style={SIZE}
      className="!m-2 overflow-hidden rounded-lg border shadow-card"
      position="bottom-left"
    />
  );
}

function boundsOf(layout: FlowLayout) {
  const corners = Object.values(layout);
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs) + NODE_WIDTH_PX,
    bottom: Math.max(...ys) + NODE_HEIGHT_PX,
  };
}
