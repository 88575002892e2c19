"use client";

import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { rowWindow } from "./row-window.ts";

export interface FixedRow {
  readonly index: number;
  /** Distance from the top of the list, px. */
  readonly start: number;
}

export interface FixedRows {
  /** Goes on the element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Rows in or near view. */
  readonly items: readonly FixedRow[];
  readonly totalPx: number;
}

/**
 * Rows of a long list of which only those in view exist, all of one height. The lists that a page opens with are made
 * of these: knowing every place beforehand takes a tenth of the code that measuring does (`useVirtualRows`).
 */
export function useFixedRows({ count, rowPx }: { readonly count: number; readonly rowPx: number }): FixedRows {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ scrollTopPx: 0, viewPx: 0 });
  const exists = count > 0;
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const look = (): void =>
      setView((before) => {
        // In whole rows: a pixel's scroll within one changes nothing.
        const scrollTopPx = Math.floor(element.scrollTop / rowPx) * rowPx;
        const viewPx = element.clientHeight;
        return before.scrollTopPx === scrollTopPx && before.viewPx === viewPx ? before : { scrollTopPx, viewPx };
      });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
    // An empty list may have another element in its place.
  }, [rowPx, exists]);
  const { first, end } = rowWindow({ count, rowPx, ...view });
  const items = useMemo(
    () =>
      Array.from({ length: end - first }, (_, offset) => ({ index: first + offset, start: (first + offset) * rowPx })),
    [first, end, rowPx],
  );
  return { scroller, items, totalPx: count * rowPx };
}
