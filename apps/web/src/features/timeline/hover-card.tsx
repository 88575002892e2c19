"use client";

import type { ReactNode } from "react";
import { createPortal } from "react-dom";

/** Where the card belongs: the bar's box on the screen. */
export interface HoverAnchor {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

const CARD_WIDTH_PX = 248;
const MARGIN_PX = 8;

export const anchorOf = (element: Element): HoverAnchor => {
  const { left, top, width } = element.getBoundingClientRect();
  return { left, top, width };
};

/** One card for all bars of a view, above the one under the pointer or with the focus; the bar's own label says the same. */
export function HoverCard({ anchor, children }: { readonly anchor: HoverAnchor; readonly children: ReactNode }) {
  const middle = Math.max(anchor.left, 0) + Math.min(anchor.width, window.innerWidth) / 2;
  const left = Math.min(window.innerWidth - CARD_WIDTH_PX - MARGIN_PX, Math.max(MARGIN_PX, middle - CARD_WIDTH_PX / 2));
  return createPortal(
    <div
      aria-hidden
      className="pointer-events-none fixed z-50 -translate-y-full rounded-lg border bg-popover p-3 text-xs text-popover-foreground shadow-overlay"
      style={{ left, top: anchor.top - MARGIN_PX, width: CARD_WIDTH_PX }}
    >
      {children}
    </div>,
    document.body,
  );
}

/** A line of the card: what, and its value. */
export function HoverFact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="mt-1 flex justify-between gap-4">
      <span className="text-muted-foreground">{label}</span>
      <span className="text-right tabular-nums">{children}</span>
    </div>
  );
}
