"use client";

import { useId, type ReactNode } from "react";
import { Label } from "@/components/ui/label.tsx";

/** What a control must carry, so that its label, hint and error are announced with it. */
export interface FieldControl {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean;
}

export interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly className?: string;
  readonly children: (control: FieldControl) => ReactNode;
}

/** A labelled control with its hint, or the reason why its value is refused. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const hasError = error !== undefined && error !== null;
  const hasNote = hasError || hint !== undefined;
  return (
    <div className={className}>
      <Label htmlFor={id}>{label}</Label>
      <div className="mt-1.5">
        {children({ id, "aria-describedby": hasNote ? noteId : undefined, "aria-invalid": hasError })}
      </div>
      {hasNote && (
        <p id={noteId} className={`mt-1.5 text-xs ${hasError ? "text-status-failed" : "text-muted-foreground"}`}>
          {hasError ? error : hint}
        </p>
      )}
    </div>
  );
}
