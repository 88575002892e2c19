"use client";

import { type StoredValue, isInline } from "@gantry/contracts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { errorMessage } from "@/lib/error-message.ts";
import { formatBytes } from "@/lib/format.ts";
import { useTRPC } from "@/trpc/client.ts";
import { KnownValue } from "./known-value.tsx";

export interface ValueViewProps {
  readonly value: StoredValue;
  readonly workflowId: string;
  /** What the value is; names the tree for screen readers. */
  readonly label: string;
}

/** A payload: the small ones at once, the large ones as their beginning, whole when somebody asks. */
export function ValueView({ value, workflowId, label }: ValueViewProps) {
  const [wanted, setWanted] = useState(false);
  const trpc = useTRPC();
  const ref = isInline(value) ? "" : value.ref;
  const whole = useQuery({
    ...trpc.jobs.value.queryOptions({ workflowId, ref }),
    enabled: wanted && ref !== "",
    // A value is kept under its hash: it never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isInline(value)) return <KnownValue value={value.inline} label={label} />;
  if (whole.data !== undefined) return <KnownValue value={whole.data} label={label} />;
  return (
    <div className="text-xs">
      <pre className="overflow-hidden font-mono break-all whitespace-pre-wrap text-muted-foreground">
        {value.preview}…
      </pre>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <Button size="sm" disabled={whole.isFetching} onClick={() => setWanted(true)}>
          {whole.isFetching ? "Loading…" : `Load all ${formatBytes(value.sizeBytes)}`}
        </Button>
        {whole.error !== null && (
          <span role="alert" className="text-status-failed">
            {errorMessage(whole.error)}
          </span>
        )}
      </div>
    </div>
  );
}
