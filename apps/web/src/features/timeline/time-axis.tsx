import { type TimeRange, positionPx, ticksOf } from "./time-range.ts";

export interface TimeAxisProps {
  readonly range: TimeRange;
  readonly widthPx: number;
  /** The moment that the axis counts from. */
  readonly originMs: number;
}

/** Labels of the time line, in time since the origin. */
export function TimeAxis({ range, widthPx, originMs }: TimeAxisProps) {
  return (
    <div
      aria-hidden
      className="relative h-6 overflow-hidden text-[0.6875rem] text-muted-foreground tabular-nums select-none"
    >
      {ticksOf(range, widthPx, originMs).map(({ atMs, label }) => (
        <span
          key={atMs}
          className="absolute top-1 pl-1.5 whitespace-nowrap"
          style={{ transform: `translateX(${String(positionPx(range, widthPx, atMs))}px)` }}
        >
          {label}
        </span>
      ))}
    </div>
  );
}

/** Hairlines under the bars at the axis' moments, and the present where it is in view. */
export function GridLines({ range, widthPx, originMs, nowMs }: TimeAxisProps & { readonly nowMs: number | null }) {
  const nowPx = nowMs === null ? null : positionPx(range, widthPx, nowMs);
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0 overflow-hidden">
      {ticksOf(range, widthPx, originMs).map(({ atMs }) => (
        <span
          key={atMs}
          className="absolute inset-y-0 w-px bg-border/70"
          style={{ transform: `translateX(${String(positionPx(range, widthPx, atMs))}px)` }}
        />
      ))}
      {nowPx !== null && nowPx >= 0 && nowPx <= widthPx && (
        <span className="absolute inset-y-0 w-px bg-brand" style={{ transform: `translateX(${String(nowPx)}px)` }} />
      )}
    </div>
  );
}
