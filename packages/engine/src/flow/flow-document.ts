import { FlowDocument, isDeeperThan, MAX_FLOW_CONNECTIONS, MAX_FLOW_ROUTINES, MAX_JSON_DEPTH } from "@gantry/contracts";
import type { z } from "zod";
import { flowDocumentError, type FlowDocumentFault } from "./flow-document-error.ts";

/**
 * The shape of a serialised Flow, and what it says as far as no classes are needed to judge it.
 * @throws AppError `invalid_input` with all `details.faults`.
 */
export function parseFlowDocument(value: unknown): FlowDocument {
  if (isDeeperThan(value, MAX_JSON_DEPTH))
    throw noDocument([{ path: [], message: `is nested deeper than ${String(MAX_JSON_DEPTH)} levels` }]);
  const parsed = FlowDocument.safeParse(value, { error: absentIsRequired });
  if (!parsed.success) throw noDocument(parsed.error.issues.map(faultOfIssue));
  const faults = [...sizeFaults(parsed.data), ...settingFaults(parsed.data)];
  if (faults.length > 0) throw noDocument(faults);
  return parsed.data;
}

const noDocument = (faults: readonly FlowDocumentFault[]) =>
  flowDocumentError("invalid_input", "This is not a serialised Flow: ", faults, withPath);

const withPath = ({ path, message }: FlowDocumentFault): string => [path.join(".") || "it", message].join(": ");

const absentIsRequired = (issue: z.core.$ZodRawIssue): string | undefined =>
  issue.code === "invalid_type" && issue.input === undefined ? "is required" : undefined;

const faultOfIssue = ({ path, message }: z.core.$ZodIssue): FlowDocumentFault => ({
  path: path.filter((key) => typeof key !== "symbol"),
  message,
});

function sizeFaults({ definition: { routines, connections } }: FlowDocument): FlowDocumentFault[] {
  const limits = [
    ["routines", routines.length, MAX_FLOW_ROUTINES],
    ["connections", connections.length, MAX_FLOW_CONNECTIONS],
  ] as const;
  return limits
    .filter(([, count, limit]) => count > limit)
    .map(([part, count, limit]) => faultIn(part, `must be at most ${String(limit)}, not ${String(count)}`));
}

/** What a Flow of this kind cannot say: better refused than built as something else. */
function settingFaults({ executionStrategy, definition: { maxWorkers, planned } }: FlowDocument): FlowDocumentFault[] {
  const isSequential = executionStrategy === "sequential";
  return [
    ...(planned ? [faultIn("planned", "must be false: only a Blueprint is planned")] : []),
    ...(isSequential && maxWorkers !== 1 ? [faultIn("maxWorkers", "must be 1, since the Flow is sequential")] : []),
    ...(!isSequential && maxWorkers === null ? [faultIn("maxWorkers", "must be a whole number above 0")] : []),
  ];
}

const faultIn = (part: string, message: string): FlowDocumentFault => ({ path: ["definition", part], message });
