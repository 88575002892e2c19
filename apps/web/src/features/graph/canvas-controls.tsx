"use client";

import { Panel, useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";

/** A graph that does not fit at a size at which nodes can be told apart is shown in part at first, to be panned. */
export const FIT = { padding: 0.05, minZoom: 0.3, maxZoom: 1 } as const;

/** As far as one can zoom out; asked to fit, the graph is shown as a whole however small it gets. */
export const MIN_ZOOM = 0.02;

/** Zoom and fit, for those without a wheel or a trackpad. */
export function CanvasControls() {
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  return (
    <Panel position="bottom-right" className="!m-2 flex rounded-lg border bg-card/90 p-0.5 shadow-card backdrop-blur">
      <Button variant="ghost" size="icon-sm" aria-label="Zoom out" onClick={() => void zoomOut({ duration: 160 })}>
        <Minus />
      </Button>
      <Button variant="ghost" size="icon-sm" aria-label="Zoom in" onClick={() => void zoomIn({ duration: 160 })}>
        <Plus />
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label="Fit the graph"
        onClick={() => void fitView({ ...FIT, minZoom: MIN_ZOOM, duration: 200 })}
      >
        <Maximize />
      </Button>
    </Panel>
  );
}
