import type { FlowDefinition, HistoryEvent } from "@gantry/contracts";
import { peakConcurrency } from "@gantry/engine/core";
import { attemptFaults } from "./attempt-faults.ts";
import { attemptSpans } from "./attempt-spans.ts";
import type { InvariantFault } from "./invariant.ts";
import { orderFaults } from "./order-faults.ts";
import { endingFaults, foldHistory, sequenceFaults, transitionFaults } from "./sequence-faults.ts";

/** What one Job's history, from seq 1, tells against I2 to I5, I7 and I8. The Job may still run. */
export function jobHistoryFaults(
  jobId: string,
  events: readonly HistoryEvent[],
  flow: FlowDefinition | null,
): InvariantFault[] {
  return [
    ...sequenceFaults(jobId, events),
    ...transitionFaults(jobId, events),
    ...endingFaults(jobId, events),
    ...foldHistory(jobId, events).faults,
    ...attemptFaults(events),
    ...(flow === null ? [] : orderFaults(flow, events)),
  ];
}

/** I9, over all Jobs of a Workflow. */
export function workerLimitFaults(
  workflowId: string,
  histories: readonly (readonly HistoryEvent[])[],
  maxWorkers: number | null,
): InvariantFault[] {
  const peak = maxWorkers === null ? 0 : peakConcurrency(histories.flatMap(attemptSpans));
  if (maxWorkers === null || peak <= maxWorkers) return [];
  return [{ invariant: "I9", subject: workflowId, message: `${peak} tasks ran at once, allowed are ${maxWorkers}` }];
}

/**
 * What the histories of an ended Workflow's Jobs must not show, for scenarios that know them by API alone.
 * @returns one sentence per fault; empty when they are sound and every Job has ended
 */
export function historyFaults(
  histories: ReadonlyMap<string, readonly HistoryEvent[]>,
  limits: { readonly maxWorkers: number | null },
): string[] {
  const faults = [...histories].flatMap(([jobId, events]) => [
    ...jobHistoryFaults(jobId, events, null),
    ...unendedFaults(jobId, events),
  ]);
  faults.push(...workerLimitFaults("the workflow", [...histories.values()], limits.maxWorkers));
  return faults.map(({ invariant, subject, message }) => `${invariant} ${subject}: ${message}`);
}

function unendedFaults(jobId: string, events: readonly HistoryEvent[]): InvariantFault[] {
  const { state } = foldHistory(jobId, events);
  if (state?.finishedAtMs !== null) return [];
  return [{ invariant: "I4", subject: jobId, message: `it has not ended: ${state.status}` }];
}
