"use client";

import { Panel, useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";

/** A graph that does not fit at a size that can be read is shown in part, to be panned. */
export const FIT = { padding: 0.05, minZoom: 0.45, maxZoom: 1 } as const;

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
        onClick={() => void fitView({ ...FIT, duration: 200 })}
      >
        <Maximize />
      </Button>
    </Panel>
  );
}
