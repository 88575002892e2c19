import { formatRate } from "@/lib/format.ts";
import { sparklinePath } from "./sparkline-path.ts";

export interface SparklineProps {
  /** Counts per bucket, oldest first. */
  readonly values: readonly number[];
  readonly bucketMs: number;
  readonly label: string;
}

/** The course of a rate, without axes: the figure beside it tells the value. */
export function Sparkline({ values, bucketMs, label }: SparklineProps) {
  const peak = Math.max(0, ...values) / (bucketMs / 1000);
  const line = sparklinePath(values);
  return (
    <svg
      role="img"
      aria-label={`${label}, at most ${formatRate(peak)}`}
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      className="block h-11 w-full overflow-visible text-brand"
    >
      <path d={`${line} V100 H0 Z`} fill="currentColor" className="opacity-12" />
      <path
        d={line}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
