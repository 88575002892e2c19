import type { KnownService } from "@gantry/contracts";
import { CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { cn } from "@/lib/cn.ts";
import { formatDuration } from "@/lib/format.ts";
import { healthOf } from "./service-health.ts";

const LOOK = {
  checking: { icon: CircleDashed, tone: "text-status-pending", word: "Checking" },
  healthy: { icon: CircleCheck, tone: "text-status-completed", word: "Healthy" },
  unwell: { icon: CircleX, tone: "text-status-failed", word: "Not healthy" },
} as const;

/** How a service answered last, and how fast. */
export function HealthBadge({ service }: { readonly service: KnownService }) {
  const { icon: Icon, tone, word } = LOOK[healthOf(service)];
  const latencyMs = service.health?.latencyMs ?? null;
  return (
    <span className="inline-flex items-baseline gap-2 text-xs whitespace-nowrap">
      <span className={cn("inline-flex items-baseline gap-1.5 font-medium", tone)}>
        <Icon className="size-3.5 self-center" aria-hidden />
        {word}
      </span>
      {latencyMs !== null && <span className="text-muted-foreground tabular-nums">{formatDuration(latencyMs)}</span>}
    </span>
  );
}
