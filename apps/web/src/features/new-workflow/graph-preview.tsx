"use client";

import type { FlowDefinition } from "@gantry/contracts";
import { Workflow } from "lucide-react";
import { Card, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { FlowGraph } from "@/features/graph/index.ts";
import { formatQuantity } from "@/lib/format.ts";

export interface GraphPreviewProps {
  readonly flow: FlowDefinition | null;
  readonly faultyNodes: ReadonlySet<string>;
  readonly onSelect?: (routine: string) => void;
}

/** What would run, drawn; the nodes with faults are marked. */
export function GraphPreview({ flow, faultyNodes, onSelect }: GraphPreviewProps) {
  return (
    <Card aria-label="Graph preview" className="min-w-0 overflow-hidden">
      <CardHeader>
        <CardTitle>Graph</CardTitle>
        {flow !== null && (
          <span className="text-xs text-muted-foreground">
            {formatQuantity(flow.routines.length, "routine")}, {formatQuantity(flow.connections.length, "connection")}
          </span>
        )}
      </CardHeader>
      {flow === null ? (
        <p className="flex flex-col items-center gap-3 px-6 py-12 text-center text-[0.8125rem] text-muted-foreground">
          <Workflow className="size-5" strokeWidth={1.5} aria-hidden />
          The graph is drawn as soon as the blueprint can be read.
        </p>
      ) : (
        <FlowGraph flow={flow} faultyNodes={faultyNodes} {...(onSelect === undefined ? {} : { onSelect })} />
      )}
    </Card>
  );
}
