"use client";

import { Crosshair, Maximize, Minus, Plus } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { cn } from "@/lib/cn.ts";
import type { TimeWindowControls } from "./use-time-window.ts";

const ZOOM_STEP = 0.6;

/** Zoom, fit and follow by button; the same is there by wheel and drag. */
export function RangeToolbar({
  controls,
  running,
}: {
  readonly controls: TimeWindowControls;
  readonly running: boolean;
}) {
  return (
    <div role="group" aria-label="Time range" className="flex items-center">
      <Button variant="ghost" size="icon-sm" aria-label="Show more time" onClick={() => controls.zoom(1 / ZOOM_STEP)}>
        <Minus />
      </Button>
      <Button variant="ghost" size="icon-sm" aria-label="Show less time" onClick={() => controls.zoom(ZOOM_STEP)}>
        <Plus />
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label="Show all"
        aria-pressed={controls.kind === "fit"}
        onClick={controls.fit}
      >
        <Maximize className={cn(controls.kind === "fit" && "text-foreground")} />
      </Button>
      {running && (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label="Follow the present"
          aria-pressed={controls.kind === "follow"}
          onClick={controls.follow}
        >
          <Crosshair className={cn(controls.kind === "follow" && "text-brand-strong")} />
        </Button>
      )}
    </div>
  );
}
