"use client";

import type { OperationSummary } from "@gantry/contracts";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
} from "@/components/ui/dialog.tsx";
import { Field } from "@/components/ui/field.tsx";
import { Input } from "@/components/ui/input.tsx";
import { formatQuantity } from "@/lib/format.ts";

export interface CancelDialogProps {
  readonly operation: OperationSummary;
  /** Operations that work for it and have not ended, as far as is known here. */
  readonly activeDescendants: number;
  readonly onCancel: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks before an operation is told to stop, and why. */
export function CancelDialog({ operation, activeDescendants, onCancel, onClose }: CancelDialogProps) {
  const [reason, setReason] = useState("");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            onCancel(reason);
            onClose();
          }}
        >
          <DialogTitle className="line-clamp-2">Cancel “{operation.name}”?</DialogTitle>
          <DialogDescription>
            It is told to stop, and may clean up first.
            {activeDescendants > 0 &&
              ` So are ${formatQuantity(activeDescendants, "operation")} that work for it.`}{" "}
            {operation.registered ? "A retry runs it again from the start." : "It cannot be run again from here."}
          </DialogDescription>
          <Field label="Reason" hint="Optional; kept in its history" className="mt-5">
            {(control) => (
              <Input
                {...control}
                maxLength={1_000}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <DialogFooter>
            <DialogClose asChild>
              <Button>Keep running</Button>
            </DialogClose>
            <Button type="submit" variant="destructive">
              Cancel operation
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
