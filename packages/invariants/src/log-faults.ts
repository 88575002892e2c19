import type { LogLine } from "@gantry/contracts";
import type { InvariantFault } from "./invariant.ts";

/** I11: logSeq 1, 2, 3 …, each line at a place that its Job's history has reached (`lastSeq`). */
export function logFaults(jobId: string, lines: readonly LogLine[], lastSeq: number): InvariantFault[] {
  const fault = (message: string): InvariantFault => ({ invariant: "I11", subject: jobId, message });
  return lines.flatMap((line, index) => [
    ...(line.logSeq === index + 1 ? [] : [fault(`log line ${line.logSeq} stands where ${index + 1} belongs`)]),
    ...(line.atSeq <= lastSeq
      ? []
      : [fault(`log line ${line.logSeq} is of seq ${line.atSeq}, and the history ends at ${lastSeq}`)]),
  ]);
}
