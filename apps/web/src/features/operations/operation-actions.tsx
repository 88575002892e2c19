"use client";

import { isTerminal } from "@gantry/contracts";
import { CircleStop, RotateCcw } from "lucide-react";
import { useState } from "react";
import { Button, type ButtonProps } from "@/components/ui/button.tsx";
import { LazyCancelDialog } from "./lazy-dialogs.tsx";
import type { OperationNode } from "./operation-tree.ts";
import { useOperationActions } from "./use-operation-actions.ts";

export interface OperationActionsProps {
  readonly node: OperationNode;
  readonly size?: ButtonProps["size"];
}

/** The buttons that an operation's status allows: cancel while it runs, retry when it failed and can be run again. */
export function OperationActions({ node, size = "md" }: OperationActionsProps) {
  const { operation } = node;
  const actions = useOperationActions(operation.operationId);
  const [isAsking, setIsAsking] = useState(false);
  if (isTerminal(operation.status)) {
    if (operation.status === "completed" || !operation.registered) return null;
    return (
      <Button size={size} onClick={actions.retry} disabled={actions.isPending} aria-label={`Retry ${operation.name}`}>
        <RotateCcw /> Retry
      </Button>
    );
  }
  return (
    <>
      <Button
        size={size}
        className="text-destructive"
        disabled={actions.isPending || operation.cancelRequested}
        onClick={() => setIsAsking(true)}
        aria-label={`${operation.cancelRequested ? "Cancelling" : "Cancel"} ${operation.name}`}
      >
        <CircleStop /> {operation.cancelRequested ? "Cancelling…" : "Cancel"}
      </Button>
      {isAsking && (
        <LazyCancelDialog
          operation={operation}
          activeDescendants={activeBelow(node)}
          onCancel={actions.cancel}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}

const activeBelow = ({ children }: OperationNode): number =>
  children.reduce((sum, child) => sum + (isTerminal(child.operation.status) ? 0 : 1) + activeBelow(child), 0);
