"use client";

import { type VirtualItem, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useRef } from "react";

export interface VirtualRows {
  /** Goes on the element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Rows in or near view: index, offset and size in px. */
  readonly items: readonly VirtualItem[];
  readonly totalPx: number;
  /** The same function for as long as the list lives. */
  readonly scrollToIndex: (index: number, align: "auto" | "center" | "end") => void;
  /** Goes on rows whose height is not known beforehand, together with `data-index`. */
  readonly measure: (element: Element | null) => void;
}

export interface VirtualRowsOptions {
  readonly count: number;
  /** Height of a row, px; an estimate where rows are measured. */
  readonly rowPx: number;
  readonly keyOf?: (index: number) => string | number;
}

/** Rows of a long list of which only those in view exist. */
export function useVirtualRows({ count, rowPx, keyOf }: VirtualRowsOptions): VirtualRows {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
    ...(keyOf === undefined ? {} : { getItemKey: keyOf }),
  });
  return {
    scroller,
    items: virtualizer.getVirtualItems(),
    totalPx: virtualizer.getTotalSize(),
    scrollToIndex: useCallback((index, align) => virtualizer.scrollToIndex(index, { align }), [virtualizer]),
    measure: virtualizer.measureElement,
  };
}
