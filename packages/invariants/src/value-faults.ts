import { storedRefsIn, type HistoryEvent } from "@gantry/contracts";
import type { InvariantFault } from "./invariant.ts";

/** I10: the values that history refers to and that are not kept. */
export function valueFaults(
  jobId: string,
  events: readonly HistoryEvent[],
  kept: ReadonlySet<string>,
): InvariantFault[] {
  const missing = new Set<string>();
  for (const event of events) for (const ref of storedRefsIn(event)) if (!kept.has(ref)) missing.add(ref);
  return [...missing].map((ref) => ({ invariant: "I10", subject: jobId, message: `value ${ref} is not there` }));
}
