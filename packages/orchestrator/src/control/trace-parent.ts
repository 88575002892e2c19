import { createHash } from "node:crypto";

const hexDigest = (text: string, length: number): string =>
  createHash("sha256").update(text).digest("hex").slice(0, length);

/**
 * W3C `traceparent`: all calls of a Workflow belong to one trace, all calls of an attempt have one parent span. Made
 * from the ids, so that it stays the same when a crash makes another process go on.
 */
export function traceParent(workflowId: string, serviceTaskId: string): string {
  return `00-${hexDigest(workflowId, 32)}-${hexDigest(serviceTaskId, 16)}-01`;
}
