"use client";

import type { FlowDefinition } from "@gantry/contracts";
import {
  Background,
  BackgroundVariant,
  MarkerType,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { useTheme } from "next-themes";
import { useEffect, useMemo, useState } from "react";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { cn } from "@/lib/cn.ts";
import { useElementWidth } from "@/features/timeline/use-element-width.ts";
import { ActivityStore } from "./activity-store.ts";
import { CanvasControls, FIT, MIN_ZOOM } from "./canvas-controls.tsx";
import "./flow-canvas.css";
import { FlowEdge, type FlowEdgeType } from "./flow-edge.tsx";
import type { FlowGraphProps } from "./flow-graph.tsx";
import { type FlowLayout, NODE_HEIGHT_PX, NODE_WIDTH_PX } from "./flow-layout.ts";
import { GraphContext } from "./graph-context.ts";
import { GraphMap } from "./graph-map.tsx";
import { RoutineNode, type RoutineNodeType } from "./routine-node.tsx";
import { useFlowLayout } from "./use-flow-layout.ts";

const NODE_TYPES = { routine: RoutineNode };
const EDGE_TYPES = { flow: FlowEdge };
const NO_FAULTS: ReadonlySet<string> = new Set();
const MAP_MIN_NODES = 24;
const PHONE_MAX_WIDTH_PX = 600;

/** The graph itself: a chunk of its own, because React Flow and dagre are larger than the page around them. */
export function FlowCanvas({
  flow,
  routines,
  faultyNodes = NO_FAULTS,
  selected = null,
  onSelect,
  className,
}: FlowGraphProps) {
  const [ref, widthPx] = useElementWidth();
  const direction = widthPx > 0 && widthPx < PHONE_MAX_WIDTH_PX ? "TB" : "LR";
  const layout = useFlowLayout(flow, direction);
  const [store] = useState(() => new ActivityStore());
  useEffect(() => store.replace(routines ?? {}), [store, routines]);
  const context = useMemo(
    () => ({ store, selected, faultyNodes, onSelect: onSelect ?? null }),
    [store, selected, faultyNodes, onSelect],
  );
  const ready = layout !== null && widthPx > 0;
  return (
    <div
      ref={ref}
      className={cn("flow-canvas relative w-full", className)}
      style={ready ? { height: heightOf(layout, widthPx) } : { height: 220 }}
    >
      {ready ? (
        <GraphContext value={context}>
          <ReactFlowProvider key={direction}>
            <Canvas flow={flow} layout={layout} direction={direction} preview={routines === undefined} />
          </ReactFlowProvider>
        </GraphContext>
      ) : (
        <Skeleton className="absolute inset-4" />
      )}
    </div>
  );
}

interface CanvasProps {
  readonly flow: FlowDefinition;
  readonly layout: FlowLayout;
  readonly direction: "LR" | "TB";
  readonly preview: boolean;
}

function Canvas({ flow, layout, direction, preview }: CanvasProps) {
  const { resolvedTheme } = useTheme();
  const nodes = useMemo(() => nodesOf(flow, layout, direction, preview), [flow, layout, direction, preview]);
  const edges = useMemo(() => edgesOf(flow), [flow]);
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      colorMode={resolvedTheme === "dark" ? "dark" : "light"}
      fitView
      fitViewOptions={FIT}
      minZoom={MIN_ZOOM}
      maxZoom={1.5}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      // The page scrolls under the wheel; Ctrl or ⌘ with the wheel, or a pinch, zooms.
      zoomOnScroll={false}
      preventScrolling={false}
      onlyRenderVisibleElements={nodes.length > 150}
      proOptions={{ hideAttribution: true }}
      aria-label={`Graph of ${flow.name}`}
    >
      <Background variant={BackgroundVariant.Dots} gap={18} size={1} />
      <CanvasControls />
      {nodes.length >= MAP_MIN_NODES && <GraphMap layout={layout} />}
      <FitOnResize layout={layout} />
    </ReactFlow>
  );
}

/** Keeps the whole graph in view when the window, or the Flow, changes. */
function FitOnResize({ layout }: { readonly layout: FlowLayout }) {
  const { fitView } = useReactFlow();
  const widthPx = useStore((state) => state.width);
  const heightPx = useStore((state) => state.height);
  useEffect(() => {
    const frame = requestAnimationFrame(() => void fitView(FIT));
    return () => cancelAnimationFrame(frame);
  }, [fitView, layout, widthPx, heightPx]);
  return null;
}

/** As high as the graph is at the scale that its width allows, within what a page can spare. */
function heightOf(layout: FlowLayout, widthPx: number): number {
  const corners = Object.values(layout);
  const graphWidth = extentOf(corners.map(({ x }) => x)) + NODE_WIDTH_PX;
  const graphHeight = extentOf(corners.map(({ y }) => y)) + NODE_HEIGHT_PX;
  const scale = Math.min(FIT.maxZoom, Math.max(FIT.minZoom, (widthPx * 0.9) / graphWidth));
  return Math.round(Math.min(520, Math.max(200, graphHeight * scale + 96)));
}

const extentOf = (places: readonly number[]): number =>
  places.length === 0 ? 0 : Math.max(...places) - Math.min(...places);

const nodesOf = (
  flow: FlowDefinition,
  layout: FlowLayout,
  direction: "LR" | "TB",
  preview: boolean,
): RoutineNodeType[] =>
  flow.routines.map(({ name, execution }) => ({
    id: name,
    type: "routine",
    position: layout[name] ?? { x: 0, y: 0 },
    data: { name, execution, direction, preview },
    width: NODE_WIDTH_PX,
    height: NODE_HEIGHT_PX,
    // Without selection or dragging React Flow would switch pointer events off.
    style: { pointerEvents: "all" },
  }));

function edgesOf(flow: FlowDefinition): FlowEdgeType[] {
  const byPair = new Map<string, FlowEdgeType>();
  for (const { source, event, target, slot } of flow.connections) {
    const id = `${source}→${target}`;
    const label = `${event} → ${slot}`;
    const held = byPair.get(id);
    byPair.set(id, {
      id,
      source,
      target,
      type: "flow",
      data: { label: held?.data === undefined ? label : `${held.data.label}, ${label}` },
      ariaLabel: `${source} to ${target}`,
      markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: "var(--muted-foreground)" },
    });
  }
  return [...byPair.values()];
}
