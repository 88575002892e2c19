"use client";

import type { HistoryEvent, HistoryEventKind, StoredValue } from "@gantry/contracts";
import { ChevronRight } from "lucide-react";
import { JsonTree } from "@/features/values/json-tree.tsx";
import { ValueView } from "@/features/values/index.ts";
import { cn } from "@/lib/cn.ts";
import { formatTime } from "@/lib/format.ts";
import { useTimeZone } from "@/lib/time-zone.ts";
import { eventSummary } from "./event-summary.ts";

export interface EventRowProps {
  readonly event: HistoryEvent;
  readonly routine: string | null;
  readonly workflowId: string;
  readonly startedAtMs: number;
  readonly open: boolean;
  readonly onToggle: (seq: number) => void;
}

/** The words carry the meaning; the tone only helps to find failures and ends in a long list. */
const TONE: Partial<Record<HistoryEventKind, string>> = {
  job_completed: "text-status-completed",
  job_failed: "text-status-failed",
  job_cancelled: "text-status-cancelled",
  job_cancel_requested: "text-status-cancelled",
  job_paused: "text-status-paused",
  task_started: "text-status-running",
  task_completed: "text-status-completed",
  task_failed: "text-status-failed",
  task_retry_scheduled: "text-status-paused",
  task_late: "text-status-paused",
};

/** One event on one line; open, its whole payload under it. */
export function EventRow({ event, routine, workflowId, startedAtMs, open, onToggle }: EventRowProps) {
  const zone = useTimeZone();
  const offset = `+${((event.atMs - startedAtMs) / 1_000).toFixed(3)}`;
  return (
    <div data-testid="history-event" data-seq={event.seq} data-kind={event.kind} className="border-b border-border/60">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => onToggle(event.seq)}
        className="flex min-h-8.5 w-full items-center gap-x-3 px-4 py-1 text-left text-xs hover:bg-accent/50 focus-visible:-outline-offset-2 max-sm:flex-wrap"
      >
        <ChevronRight
          aria-hidden
          className={cn("size-3.5 shrink-0 text-muted-foreground transition-transform", open && "rotate-90")}
        />
        <span className="w-9 shrink-0 text-right font-mono max-sm:w-6 text-muted-foreground tabular-nums">
          {event.seq}
        </span>
        <time
          dateTime={new Date(event.atMs).toISOString()}
          title={`${offset} s since creation`}
          className="w-24 shrink-0 font-mono text-muted-foreground tabular-nums"
        >
          {formatTime(event.atMs, zone)}
        </time>
        <span className={cn("w-40 shrink-0 font-mono font-medium max-sm:w-auto", TONE[event.kind])}>{event.kind}</span>
        <span className="min-w-0 flex-1 truncate max-sm:basis-full max-sm:pl-6.5">
          {routine !== null && event.kind !== "task_queued" && event.kind !== "emitted" && (
            <span className="mr-2 font-medium">{routine}</span>
          )}
          <span className="text-muted-foreground">{eventSummary(event)}</span>
        </span>
      </button>
      {open && (
        <div className="bg-muted/40 py-3 pr-4 pl-11">
          <Payload event={event} workflowId={workflowId} />
        </div>
      )}
    </div>
  );
}

function Payload({ event, workflowId }: { readonly event: HistoryEvent; readonly workflowId: string }) {
  const value = payloadOf(event);
  // Numbers that the line above shows already are left out.
  const facts = Object.fromEntries(
    Object.entries(event).filter(([key, fact]) => !["kind", "seq", "jobId"].includes(key) && fact !== value),
  );
  return (
    <>
      <JsonTree value={facts} label={`Facts of event ${String(event.seq)}`} />
      {value !== null && (
        <div className="mt-3 border-t pt-3">
          <p className="mb-1.5 text-[0.6875rem] font-medium text-muted-foreground">Value</p>
          <ValueView value={value} workflowId={workflowId} label={`Value of event ${String(event.seq)}`} />
        </div>
      )}
    </>
  );
}

function payloadOf(event: HistoryEvent): StoredValue | null {
  switch (event.kind) {
    case "task_completed":
      return event.output;
    case "emitted":
      return event.data;
    case "data_set":
      return event.value;
    default:
      return null;
  }
}
