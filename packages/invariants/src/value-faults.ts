import type { HistoryEvent } from "@gantry/contracts";
import type { InvariantFault } from "./invariant.ts";

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Every `{ ref, sizeBytes, preview }` in an event; what is `inline` is somebody's own data and not looked into. */
function* refsIn(value: unknown): Generator<string> {
  if (!isRecord(value) || "inline" in value) return;
  if (typeof value.ref === "string" && typeof value.sizeBytes === "number") yield value.ref;
  else for (const member of Object.values(value)) yield* refsIn(member);
}

/** I10: the values that history refers to and that are not kept. */
export function valueFaults(
  jobId: string,
  events: readonly HistoryEvent[],
  kept: ReadonlySet<string>,
): InvariantFault[] {
  const missing = new Set<string>();
  for (const event of events) for (const ref of refsIn(event)) if (!kept.has(ref)) missing.add(ref);
  return [...missing].map((ref) => ({ invariant: "I10", subject: jobId, message: `value ${ref} is not there` }));
}
