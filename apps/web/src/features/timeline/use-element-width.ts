"use client";

import { type RefCallback, useCallback, useState } from "react";

/** The width of the element that the returned ref is given to, in whole px; 0 before it is known. */
export function useElementWidth<E extends HTMLElement = HTMLDivElement>(): [RefCallback<E>, number] {
  const [widthPx, setWidthPx] = useState(0);
  const ref = useCallback((element: E | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidthPx(Math.floor(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, widthPx];
}
