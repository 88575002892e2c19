import type { OperationSummary } from "@gantry/contracts";
import { isTerminal } from "@gantry/contracts";
import { progressFacts } from "./progress-facts.ts";

const SHOWN_FACTS = 5;

/** What an operation does now, or why it ended, and the facts of its last report. */
export function OperationStory({ operation }: { readonly operation: OperationSummary }) {
  const { status, error, reason, progress, cancelRequested } = operation;
  const facts = isTerminal(status) ? [] : progressFacts(progress).slice(0, SHOWN_FACTS);
  return (
    <>
      {status === "failed" && error !== null ? (
        <p className="mt-1 line-clamp-2 text-xs break-words text-status-failed">{error.message}</p>
      ) : status === "cancelled" || cancelRequested ? (
        <p className="mt-1 line-clamp-2 text-xs break-words text-muted-foreground">
          {status === "cancelled" ? "Cancelled" : "Told to stop"}
          {reason !== null && `: ${reason}`}
        </p>
      ) : (
        progress.message !== "" && (
          <p className="mt-1 line-clamp-2 text-xs break-words text-muted-foreground">{progress.message}</p>
        )
      )}
      {facts.length > 0 && (
        <dl className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1 text-[0.6875rem]">
          {facts.map(({ label, value }) => (
            <div key={label} className="flex min-w-0 gap-1">
              <dt className="shrink-0 text-muted-foreground">{label}</dt>
              <dd className="min-w-0 truncate font-medium tabular-nums" title={value}>
                {value}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
