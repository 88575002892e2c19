"use client";

import type { Execution } from "@gantry/contracts";
import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { Activity, Box, Cpu, type LucideIcon, Network, TriangleAlert } from "lucide-react";
import { useContext } from "react";
import { StatusIcon, STATUS_LOOK } from "@/components/shell/status-badge.tsx";
import { cn } from "@/lib/cn.ts";
import { Elapsed } from "./elapsed.tsx";
import { NODE_HEIGHT_PX, NODE_WIDTH_PX } from "./flow-layout.ts";
import { GraphContext, useActivity } from "./graph-context.ts";
import type { NodeActivity } from "./node-activity.ts";

export type RoutineNodeType = Node<
  { readonly name: string; readonly execution: Execution; readonly direction: "LR" | "TB"; readonly preview: boolean },
  "routine"
>;

const EXECUTION: Record<Execution, { readonly icon: LucideIcon; readonly word: string }> = {
  inline: { icon: Box, word: "in process" },
  thread: { icon: Cpu, word: "worker thread" },
  service: { icon: Network, word: "service" },
  operation: { icon: Activity, word: "operation" },
};

/** `container:operation` of a Blueprint; a code-defined Routine has only its name. */
export function splitName(name: string): { readonly operation: string; readonly container: string | null } {
  const colon = name.indexOf(":");
  return colon < 0
    ? { operation: name, container: null }
    : { operation: name.slice(colon + 1), container: name.slice(0, colon) };
}

/** One Routine as a card: name, where it runs, status in icon and word, duration, attempts and progress. */
export function RoutineNode({ data }: NodeProps<RoutineNodeType>) {
  const { selected, faultyNodes, onSelect } = useContext(GraphContext);
  const activity = useActivity(data.name);
  const { operation, container } = splitName(data.name);
  const { icon: Icon, word } = EXECUTION[data.execution];
  const faulty = faultyNodes.has(data.name);
  const status = activity?.status ?? "pending";
  const [target, source] = data.direction === "LR" ? [Position.Left, Position.Right] : [Position.Top, Position.Bottom];
  return (
    <>
      <Handle type="target" position={target} isConnectable={false} className="!size-1.5 !border-0 !bg-input" />
      <button
        type="button"
        data-testid="flow-node"
        data-routine={data.name}
        data-status={data.preview ? undefined : status}
        data-faulty={faulty || undefined}
        aria-pressed={onSelect === null ? undefined : selected === data.name}
        disabled={onSelect === null}
        onClick={() => onSelect?.(data.name)}
        style={{ width: NODE_WIDTH_PX, height: NODE_HEIGHT_PX }}
        className={cn(
          "nopan relative flex flex-col overflow-hidden rounded-xl border bg-card px-3 pt-2.5 pb-2 text-left text-card-foreground shadow-card transition-[border-color,box-shadow] duration-200",
          onSelect !== null && "hover:border-input",
          status === "running" &&
            "border-status-running/60 shadow-[0_0_0_3px_color-mix(in_oklch,var(--status-running)_14%,transparent)]",
          status === "failed" && "border-status-failed/60",
          selected === data.name && "ring-2 ring-brand",
          faulty && "border-status-failed ring-2 ring-status-failed/35",
        )}
      >
        <span className="flex items-center gap-1.5">
          <span className="truncate text-[0.8125rem] font-semibold">{operation}</span>
          {faulty && (
            <TriangleAlert
              role="img"
              aria-label="has a fault"
              className="ml-auto size-3.5 shrink-0 text-status-failed"
            />
          )}
          {activity !== undefined && activity.total > 1 && (
            <span className="ml-auto shrink-0 rounded-full bg-muted px-1.5 text-[0.6875rem] font-medium text-muted-foreground tabular-nums">
              {activity.completed}/{activity.total}
            </span>
          )}
        </span>
        <span className="mt-0.5 flex items-center gap-1 text-[0.6875rem] text-muted-foreground">
          <Icon aria-hidden className="size-3 shrink-0" strokeWidth={1.75} />
          <span className="truncate">{container ?? word}</span>
        </span>
        {!data.preview && <NodeStatus status={status} activity={activity} />}
      </button>
      <Handle type="source" position={source} isConnectable={false} className="!size-1.5 !border-0 !bg-input" />
    </>
  );
}

function NodeStatus({
  status,
  activity,
}: {
  readonly status: NodeActivity["status"];
  readonly activity: NodeActivity | undefined;
}) {
  const { word, text, fill } = STATUS_LOOK[status];
  return (
    <>
      <span className="mt-auto flex items-center gap-1.5 text-[0.6875rem] tabular-nums">
        <StatusIcon status={status} className="size-3" />
        <span className={cn("font-medium", text)}>{word}</span>
        {activity !== undefined && activity.attempts > 1 && (
          <span className="text-muted-foreground">attempt {activity.attempts}</span>
        )}
        <span className="ml-auto text-muted-foreground">
          {activity !== undefined && <Elapsed activity={activity} />}
        </span>
      </span>
      {activity !== undefined && activity.progressPercent > 0 && (
        <span aria-hidden className="absolute inset-x-0 bottom-0 h-[3px] bg-foreground/6">
          <span
            className={cn("block h-full origin-left transition-transform duration-300 ease-out", fill)}
            style={{ transform: `scaleX(${String(activity.progressPercent / 100)})` }}
          />
        </span>
      )}
    </>
  );
}
