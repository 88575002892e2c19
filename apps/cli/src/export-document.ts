import { storedRefsIn, type HistoryEvent, type WorkflowDetail } from "@gantry/contracts";
import type { GantryClient } from "./client/gantry-client.ts";

/** Raised when a reader of an older document could misread a newer one. */
const EXPORT_VERSION = 1;

/**
 * A Workflow as one JSON document, in parts as they are read, so that a history of any length needs no memory:
 *
 *     { "format": "gantry-export", "version": 1, "exportedAt", "server", "workflow": WorkflowDetail,
 *       "jobs": [{ "jobId", "history": HistoryEvent[], "logs": LogLine[] }], "values": { "<ref>": JSON } }
 *
 * `values` holds what histories carry by reference. Times are epoch milliseconds, but for `exportedAt` (ISO-8601).
 */
export async function* exportDocument(client: GantryClient, workflow: WorkflowDetail): AsyncGenerator<string> {
  const { version } = await client.system();
  const head = {
    format: "gantry-export",
    version: EXPORT_VERSION,
    exportedAt: new Date().toISOString(),
    server: { version },
    workflow,
  };
  yield `${JSON.stringify(head).slice(0, -1)},\n"jobs":[`;
  const refs = new Set<string>();
  for (const [index, { jobId }] of workflow.jobs.entries()) {
    yield `${index === 0 ? "" : ","}\n{"jobId":${JSON.stringify(jobId)},"history":[`;
    yield* elements(noting(client.history(jobId), refs));
    yield `],"logs":[`;
    yield* elements(client.logs(jobId));
    yield "]}";
  }
  yield `],\n"values":{`;
  let isFirst = true;
  for (const ref of refs) {
    const value = await client.value(workflow.workflowId, ref);
    yield `${isFirst ? "" : ","}\n${JSON.stringify(ref)}:${JSON.stringify(value)}`;
    isFirst = false;
  }
  yield "}}\n";
}

/** The elements of an array that comes in pages. */
async function* elements(pages: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const page of pages) {
    yield `${isFirst ? "" : ","}\n${page.map((item) => JSON.stringify(item)).join(",\n")}`;
    isFirst = false;
  }
}

async function* noting(
  pages: AsyncIterable<readonly HistoryEvent[]>,
  refs: Set<string>,
): AsyncGenerator<readonly HistoryEvent[]> {
  for await (const page of pages) {
    for (const ref of storedRefsIn(page)) refs.add(ref);
    yield page;
  }
}
