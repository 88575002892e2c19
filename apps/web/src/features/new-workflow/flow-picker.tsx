"use client";

import type { RegisteredFlow } from "@gantry/contracts";
import { PackageOpen } from "lucide-react";
import { EmptyState } from "@/components/shell/empty-state.tsx";
import { ErrorState } from "@/components/shell/error-state.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { formatQuantity } from "@/lib/format.ts";

export interface FlowPickerProps {
  /** undefined while they are loaded. */
  readonly flows: readonly RegisteredFlow[] | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly selected: RegisteredFlow | null;
  readonly onSelect: (flow: RegisteredFlow) => void;
}

/** The Flows that the server knows from code. */
export function FlowPicker({ flows, error, onRetry, selected, onSelect }: FlowPickerProps) {
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
            <label
              key={flow.flowId}
              className="flex cursor-pointer items-start gap-3 px-4 py-3.5 transition-colors hover:bg-accent/50 has-checked:bg-brand/6"
            >
              <input
                type="radio"
                name="flow"
                className="mt-0.5 size-4 accent-(--brand)"
                checked={selected?.flowId === flow.flowId}
                onChange={() => onSelect(flow)}
              />
              <span className="min-w-0">
                <span className="block text-[0.8125rem] font-medium">{flow.name}</span>
                {flow.description !== "" && (
                  <span className="mt-0.5 block text-xs text-pretty text-muted-foreground">{flow.description}</span>
                )}
                <span className="mt-1 block text-xs text-muted-foreground">
                  {formatQuantity(flow.definition.routines.length, "routine")} · version {flow.version}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </Card>
  );
}
