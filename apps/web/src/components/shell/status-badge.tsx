import type { JobStatus, TaskStatus } from "@gantry/contracts";
import {
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CirclePause,
  CircleSlash,
  CircleX,
  LoaderCircle,
  type LucideIcon,
} from "lucide-react";
import { cn } from "@/lib/cn.ts";

export type Status = JobStatus | TaskStatus;

interface StatusLook {
  readonly word: string;
  readonly icon: LucideIcon;
  readonly text: string;
  readonly tint: string;
  /** For bars and dots. */
  readonly fill: string;
}

/** How every status looks, wherever it appears. Never colour alone: the icon and the word carry it too. */
export const STATUS_LOOK: Record<Status, StatusLook> = {
  pending: {
    word: "Pending",
    icon: CircleDashed,
    text: "text-status-pending",
    tint: "bg-status-pending/8",
    fill: "bg-status-pending",
  },
  running: {
    word: "Running",
    icon: LoaderCircle,
    text: "text-status-running",
    tint: "bg-status-running/8",
    fill: "bg-status-running",
  },
  paused: {
    word: "Paused",
    icon: CirclePause,
    text: "text-status-paused",
    tint: "bg-status-paused/10",
    fill: "bg-status-paused",
  },
  completed: {
    word: "Completed",
    icon: CircleCheck,
    text: "text-status-completed",
    tint: "bg-status-completed/8",
    fill: "bg-status-completed",
  },
  failed: {
    word: "Failed",
    icon: CircleX,
    text: "text-status-failed",
    tint: "bg-status-failed/8",
    fill: "bg-status-failed",
  },
  skipped: {
    word: "Skipped",
    icon: CircleMinus,
    text: "text-status-skipped",
    tint: "bg-status-skipped/8",
    fill: "bg-status-skipped",
  },
  cancelled: {
    word: "Cancelled",
    icon: CircleSlash,
    text: "text-status-cancelled",
    tint: "bg-status-cancelled/8",
    fill: "bg-status-cancelled",
  },
};

/** The status's icon alone, for places that have its word beside it. */
export function StatusIcon({ status, className }: { readonly status: Status; readonly className?: string }) {
  const { icon: Icon, text } = STATUS_LOOK[status];
  return (
    <Icon
      aria-hidden
      data-slot="status-icon"
      className={cn(
        "size-3.5 shrink-0",
        text,
        status === "running" && "animate-spin [animation-duration:1.6s]",
        className,
      )}
    />
  );
}

export interface StatusBadgeProps {
  readonly status: Status;
  /** `plain` has no ground: for table cells. */
  readonly variant?: "pill" | "plain";
  readonly className?: string;
}

export function StatusBadge({ status, variant = "pill", className }: StatusBadgeProps) {
  const { word, text, tint } = STATUS_LOOK[status];
  return (
    <span
      data-status={status}
      className={cn(
        "inline-flex items-center gap-1.5 text-xs font-medium whitespace-nowrap",
        text,
        variant === "pill" && ["rounded-full py-0.5 pr-2.5 pl-1.5", tint],
        className,
      )}
    >
      <StatusIcon status={status} />
      {word}
    </span>
  );
}
