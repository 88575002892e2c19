"use client";

import type { FlowDefinition } from "@gantry/contracts";
import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { patiently } from "@/lib/patiently.ts";
import type { NodeActivity } from "./node-activity.ts";

export interface FlowGraphProps {
  readonly flow: FlowDefinition;
  /** What each Routine does, by name; left out, the graph is a preview without states. */
  readonly routines?: Readonly<Record<string, NodeActivity>>;
  /** Routines to mark as wrong, by name. */
  readonly faultyNodes?: ReadonlySet<string>;
  readonly selected?: string | null;
  /** Makes nodes buttons. */
  readonly onSelect?: (routine: string) => void;
  readonly className?: string;
}

/** A Flow as a graph that shows what each Routine does; loaded when it is first needed. */
export const FlowGraph = dynamic<FlowGraphProps>(
  async () => (await patiently(() => import("./flow-canvas.tsx"))).FlowCanvas,
  {
    ssr: false,
    loading: () => (
      <div className="relative h-[220px] w-full" role="status" aria-label="Loading the graph">
        <Skeleton className="absolute inset-4" />
      </div>
    ),
  },
);
