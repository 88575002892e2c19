"use client";

import type { WorkflowSummary } from "@gantry/contracts";
import { CircleSlash, RotateCcw, Trash2, X, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { type BulkAction, confirmationFor, workflowsFor } from "@/features/workflows/bulk-actions.ts";
import { useBulkAction } from "@/features/workflows/use-bulk-action.ts";
import { formatCount } from "@/lib/format.ts";

const ACTIONS: readonly { readonly action: BulkAction; readonly label: string; readonly icon: LucideIcon }[] = [
  { action: "cancel", label: "Cancel", icon: CircleSlash },
  { action: "retry", label: "Retry", icon: RotateCcw },
  { action: "delete", label: "Delete", icon: Trash2 },
];

export interface BulkBarProps {
  readonly selected: readonly WorkflowSummary[];
  readonly onClear: () => void;
}

/** What can be done to the selection; each action tells how many it would change. */
export function BulkBar({ selected, onClear }: BulkBarProps) {
  const [asked, setAsked] = useState<BulkAction | null>(null);
  const bulk = useBulkAction();
  if (selected.length === 0) return null;

  const workflows = asked === null ? [] : workflowsFor(asked, selected);
  const confirm = () => {
    if (asked !== null) bulk.mutate({ action: asked, workflows }, { onSuccess: onClear });
  };

  return (
    <>
      <div
        role="region"
        aria-label="Selection"
        className="fixed inset-x-0 bottom-18 z-40 mx-auto flex w-fit max-w-[calc(100vw-1.5rem)] animate-settle items-center gap-1 rounded-xl border bg-popover p-1.5 shadow-overlay lg:bottom-6 lg:left-58"
      >
        <span aria-live="polite" className="px-2.5 text-[0.8125rem] font-medium whitespace-nowrap tabular-nums">
          {formatCount(selected.length)} <span className="max-sm:sr-only">selected</span>
        </span>
        {ACTIONS.map(({ action, label, icon: Icon }) => {
          const count = workflowsFor(action, selected).length;
          return (
            <Button
              key={action}
              variant="ghost"
              disabled={count === 0 || bulk.isPending}
              onClick={() => setAsked(action)}
              className={action === "delete" ? "hover:text-destructive" : ""}
            >
              <Icon /> {label} <span className="text-xs tabular-nums opacity-70">{formatCount(count)}</span>
            </Button>
          );
        })}
        <Button variant="ghost" size="icon" aria-label="Clear the selection" onClick={onClear}>
          <X />
        </Button>
      </div>
      {asked !== null && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setAsked(null)}
          onConfirm={confirm}
          {...confirmationFor(asked, workflows)}
        />
      )}
    </>
  );
}
