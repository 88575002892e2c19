"use client";

import { BaseEdge, type Edge, type EdgeProps, getBezierPath } from "@xyflow/react";
import { cn } from "@/lib/cn.ts";
import { useActivity } from "./graph-context.ts";

export type FlowEdgeType = Edge<{ readonly label: string }, "flow">;

/** A Connection. It moves while its target works on what came through it, and is strong once something has. */
export function FlowEdge(props: EdgeProps<FlowEdgeType>) {
  const source = useActivity(props.source);
  const target = useActivity(props.target);
  const [path] = getBezierPath(props);
  const flowing = target?.status === "running";
  const delivered = (source?.completed ?? 0) > 0;
  return (
    <BaseEdge
      id={props.id}
      path={path}
      {...(props.markerEnd === undefined ? {} : { markerEnd: props.markerEnd })}
      className={cn(
        "!stroke-[1.5px] transition-[stroke] duration-300",
        flowing
          ? "flow-edge-moving !stroke-status-running"
          : delivered
            ? "!stroke-muted-foreground/50"
            : "!stroke-input",
      )}
    />
  );
}
