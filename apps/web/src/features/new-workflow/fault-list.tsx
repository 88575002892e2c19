"use client";

import { ArrowUpRight, CircleX, TriangleAlert } from "lucide-react";
import { Card, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { DOCUMENT_TITLE } from "@/features/new-workflow/documents.ts";
import { isDocument, type PlacedFault } from "@/features/new-workflow/place-faults.ts";
import { formatCount, formatQuantity } from "@/lib/format.ts";

/** More than one reads at a time; the rest appears as these go. */
const SHOWN_COUNT = 50;

export interface FaultListProps {
  readonly faults: readonly PlacedFault[];
  readonly onJump: (fault: PlacedFault) => void;
}

/** Everything that is wrong, each with a way to its place. */
export function FaultList({ faults, onJump }: FaultListProps) {
  const errors = faults.filter(({ severity }) => severity === "error").length;
  const title = errors > 0 ? formatQuantity(errors, "fault") : formatQuantity(faults.length, "warning");
  return (
    <>
      <p role="status" className="sr-only">
        {faults.length > 0 && title}
      </p>
      {faults.length > 0 && (
        <Card className="animate-settle overflow-hidden" aria-label="Faults">
          <CardHeader>
            <CardTitle>{title}</CardTitle>
          </CardHeader>
          <ul className="max-h-80 divide-y overflow-y-auto" tabIndex={0} aria-label="List of faults">
            {faults.slice(0, SHOWN_COUNT).map((fault, index) => (
              <FaultItem key={`${fault.key}:${index}`} fault={fault} onJump={onJump} />
            ))}
          </ul>
          {faults.length > SHOWN_COUNT && (
            <p className="border-t px-4 py-2.5 text-xs text-muted-foreground">
              and {formatCount(faults.length - SHOWN_COUNT)} more
            </p>
          )}
        </Card>
      )}
    </>
  );
}

interface FaultItemProps {
  readonly fault: PlacedFault;
  readonly onJump: (fault: PlacedFault) => void;
}

function FaultItem({ fault, onJump }: FaultItemProps) {
  return (
    <li data-severity={fault.severity} className="flex items-start gap-2.5 px-4 py-2.5">
      {fault.severity === "error" ? (
        <CircleX className="mt-0.5 size-4 shrink-0 text-status-failed" role="img" aria-label="Error" />
      ) : (
        <TriangleAlert className="mt-0.5 size-4 shrink-0 text-status-paused" role="img" aria-label="Warning" />
      )}
      <div className="min-w-0 flex-1">
        <p className="text-[0.8125rem] break-words">{fault.message}</p>
        <FaultPlace fault={fault} onJump={onJump} />
      </div>
    </li>
  );
}

function FaultPlace({ fault, onJump }: FaultItemProps) {
  const { document, place } = fault;
  if (!isDocument(document) || place === null) return null;
  return (
    <button
      type="button"
      onClick={() => onJump(fault)}
      className="mt-0.5 inline-flex items-center gap-0.5 rounded font-mono text-xs text-muted-foreground underline decoration-input underline-offset-3 transition-colors hover:text-foreground hover:decoration-brand"
    >
      {DOCUMENT_TITLE[document]}:{place.line}:{place.column}
      <ArrowUpRight className="size-3" aria-hidden />
    </button>
  );
}
