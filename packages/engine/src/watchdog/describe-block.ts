/**
 * What is known of who blocks the event loop. `by`: a handler that did not return; `among`: handlers that run, at least
 * one, of which one may have gone on after it had awaited something.
 */
export type Suspicion =
  { readonly kind: "by"; readonly routine: string } | { readonly kind: "among"; readonly routines: readonly string[] };

const ADVICE = "run work that computes on a thread (defineThreadSlot)";

/** One sentence for a log. `tense`: whether the block is over. */
export function describeBlock(blockedMs: number, suspicion: Suspicion, tense: "has been" | "was"): string {
  return `The event loop ${tense} blocked for ${Math.round(blockedMs)} ms ${whom(suspicion)}`;
}

function whom(suspicion: Suspicion): string {
  if (suspicion.kind === "by") return `by ${suspicion.routine}: ${ADVICE}`;
  const { routines } = suspicion;
  if (routines.length === 1) return `while only ${routines.join()} ran: ${ADVICE}`;
  return `by one of ${routines.join(", ")}: ${ADVICE}`;
}
