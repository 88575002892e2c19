"use client";

import { type PointerEvent, type RefObject, useEffect, useRef } from "react";
import { spanOf } from "./time-range.ts";
import type { TimeWindowControls } from "./use-time-window.ts";

const ZOOM_PER_WHEEL_PX = 1.002;
/** A press that moves less is a click on what lies under it. */
const DRAG_MIN_PX = 4;

/**
 * Ctrl or ⌘ with the wheel (or a pinch on a trackpad) zooms around the pointer, a sideways wheel and a drag pan.
 * The plain wheel scrolls the page. `insetPx`: width of what lies left of the time line inside the element.
 */
export function useRangeGestures(
  element: RefObject<HTMLElement | null>,
  controls: TimeWindowControls,
  line: { readonly widthPx: number; readonly insetPx: number },
) {
  const latest = useRef({ controls, line });
  useEffect(() => {
    latest.current = { controls, line };
  });
  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const onWheel = (event: WheelEvent): void => {
      const { controls, line } = latest.current;
      const msPerPx = spanOf(controls.range) / Math.max(1, line.widthPx);
      if (event.ctrlKey || event.metaKey) {
        const offsetPx = event.clientX - target.getBoundingClientRect().left - line.insetPx;
        controls.zoom(ZOOM_PER_WHEEL_PX ** event.deltaY, controls.range.fromMs + offsetPx * msPerPx);
      } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        controls.pan(event.deltaX * msPerPx);
      } else {
        return;
      }
      event.preventDefault();
    };
    // React's own wheel listener is passive and could not keep the page from zooming.
    target.addEventListener("wheel", onWheel, { passive: false });
    return () => target.removeEventListener("wheel", onWheel);
  }, [element]);

  const dragX = useRef<number | null>(null);
  return {
    onPointerDown: (event: PointerEvent): void => {
      if (event.button === 0) dragX.current = event.clientX;
    },
    onPointerMove: (event: PointerEvent): void => {
      if (dragX.current === null || event.buttons === 0) return;
      const byPx = event.clientX - dragX.current;
      if (Math.abs(byPx) < DRAG_MIN_PX) return;
      dragX.current = event.clientX;
      controls.pan((-byPx * spanOf(controls.range)) / Math.max(1, line.widthPx));
    },
    onPointerUp: (): void => {
      dragX.current = null;
    },
  };
}
