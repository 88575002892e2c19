import type { JobStatus } from "@gantry/contracts";
import { cn } from "@/lib/cn.ts";

const FILL: Record<JobStatus, string> = {
  pending: "bg-status-pending",
  running: "bg-status-running",
  paused: "bg-status-paused",
  completed: "bg-status-completed",
  failed: "bg-status-failed",
  cancelled: "bg-status-cancelled",
};

export interface ProgressProps {
  /** 0 to 100. */
  readonly percent: number;
  /** What progresses; read out together with the percentage. */
  readonly label: string;
  readonly status?: JobStatus;
  readonly className?: string;
}

/** A bar for a known share of the work. It moves by transform, so that many can move at once. */
export function Progress({ percent, label, status = "running", className }: ProgressProps) {
  const clamped = Math.min(100, Math.max(0, percent));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(clamped)}
      className={cn("h-1.5 w-full overflow-hidden rounded-full bg-foreground/8", className)}
    >
      <div
        className={cn("h-full origin-left rounded-full transition-transform duration-300 ease-out", FILL[status])}
        style={{ transform: `scaleX(${clamped / 100})` }}
      />
    </div>
  );
}
