"use client";

import { CircleAlert, LoaderCircle, Play } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button.tsx";

export interface RunFooterProps {
  /** Why it cannot be pressed; null when it can. */
  readonly reason: string | null;
  readonly isSubmitting: boolean;
  /** Why the server refused it, where that is not about a document. */
  readonly refusal: string | null;
  readonly onRun: () => void;
}

/** "Run workflow". It stays focusable while it cannot be pressed, so that its reason is heard. */
export function RunFooter({ reason, isSubmitting, refusal, onRun }: RunFooterProps) {
  const reasonId = useId();
  const isBlocked = reason !== null || isSubmitting;
  return (
    <>
      {refusal !== null && (
        <p role="alert" className="mb-3 flex gap-2 rounded-md bg-status-failed/8 px-3 py-2 text-xs text-status-failed">
          <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden />{" "}
          <span className="min-w-0 break-words">{refusal}</span>
        </p>
      )}
      <Button
        variant="primary"
        size="lg"
        className="w-full"
        aria-disabled={isBlocked}
        aria-describedby={reason === null ? undefined : reasonId}
        onClick={() => !isBlocked && onRun()}
      >
        {isSubmitting ? <LoaderCircle className="animate-spin" /> : <Play />} Run workflow
      </Button>
      {reason !== null && (
        <p id={reasonId} className="mt-2 text-center text-xs text-muted-foreground">
          {reason}
        </p>
      )}
    </>
  );
}
