"use client";

import type { RegisteredFlow } from "@gantry/contracts";
import { PackageOpen } from "lucide-react";
import { EmptyState } from "@/components/shell/empty-state.tsx";
import { ErrorState } from "@/components/shell/error-state.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { FlowOption } from "@/features/new-workflow/flow-option.tsx";

export interface FlowPickerProps {
  /** undefined while they are loaded. */
  readonly flows: readonly RegisteredFlow[] | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly selected: RegisteredFlow | null;
  readonly onSelect: (flow: RegisteredFlow) => void;
  /** Runs it at once, as it suggests. */
  readonly onRun: (flow: RegisteredFlow) => void;
  readonly startingFlowId: string | null;
}

/** The Flows that the server knows from code. */
export function FlowPicker({ flows, error, onRetry, selected, onSelect, onRun, startingFlowId }: FlowPickerProps) {
  return (
    <Card aria-label="Registered flows" className="overflow-hidden">
      <CardHeader>
        <CardTitle>Registered flows</CardTitle>
      </CardHeader>
      {flows === undefined ? (
        error === null ? (
          <CardContent role="status" aria-label="Loading flows">
            <Skeleton className="h-16" />
          </CardContent>
        ) : (
          <ErrorState title="The flows could not be loaded" error={error} onRetry={onRetry} />
        )
      ) : flows.length === 0 ? (
        <EmptyState
          icon={PackageOpen}
          title="No flow is registered"
          description="Name the modules that export flows in GANTRY_MODULES and start the server again."
        />
      ) : (
        <fieldset className="divide-y">
          <legend className="sr-only">Flow</legend>
          {flows.map((flow) => (
            <FlowOption
              key={flow.flowId}
              flow={flow}
              isSelected={selected?.flowId === flow.flowId}
              isStarting={startingFlowId === flow.flowId}
              onSelect={() => onSelect(flow)}
              onRun={() => onRun(flow)}
            />
          ))}
        </fieldset>
      )}
    </Card>
  );
}
