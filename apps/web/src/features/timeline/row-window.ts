export interface RowWindowRequest {
  readonly count: number;
  /** Height of every row, px. */
  readonly rowPx: number;
  /** How far the list is scrolled, and how much of it is seen, px. */
  readonly scrollTopPx: number;
  readonly viewPx: number;
}

/** Rows from `first` up to, but not with, `end`. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/** Rows beyond each edge of the view that exist too, so that scrolling does not show a gap. */
const OVERSCAN = 8;

/** Which rows of equal height are in or near view; never more than there are. */
export function rowWindow({ count, rowPx, scrollTopPx, viewPx }: RowWindowRequest): RowWindow {
  const first = Math.floor(scrollTopPx / rowPx) - OVERSCAN;
  const end = Math.ceil((scrollTopPx + viewPx) / rowPx) + OVERSCAN;
  return { first: Math.min(count, Math.max(0, first)), end: Math.min(count, Math.max(0, end)) };
}
