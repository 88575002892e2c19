import type { TaskCounts } from "@gantry/contracts";
import { formatQuantity } from "@/lib/format.ts";

/** What cancelling stops and what it keeps, in numbers. */
export function StopPreview({ counts }: { readonly counts: TaskCounts }) {
  const waiting = counts.total - counts.running - counts.completed - counts.failed - counts.skipped - counts.cancelled;
  return (
    <ul className="list-disc space-y-1 pl-4">
      {counts.running > 0 && <li>{formatQuantity(counts.running, "running task")} will be told to stop.</li>}
      {waiting > 0 && <li>{formatQuantity(waiting, "waiting task")} will never start.</li>}
      {counts.completed > 0 && (
        <li>What {formatQuantity(counts.completed, "completed task")} returned is kept; a retry reuses it.</li>
      )}
    </ul>
  );
}
