import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "@gantry/server/router";
import { logText } from "./log-text.ts";

const PAGE_LINES = 10_000;

/** Reads the whole log page by page and hands it to the browser as a text file. */
export async function downloadLog(client: TRPCClient<AppRouter>, jobId: string): Promise<void> {
  const parts: string[] = [];
  let afterLogSeq = 0;
  for (;;) {
    const page = await client.jobs.logs.query({ jobId, afterLogSeq, limit: PAGE_LINES });
    if (page.lines.length === 0) break;
    parts.push(page.lines.map((line) => `${logText(line)}\n`).join(""));
    afterLogSeq = Math.max(page.lastLogSeq, page.lines.at(-1)?.logSeq ?? 0);
  }
  const url = URL.createObjectURL(new Blob(parts, { type: "text/plain;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: `${jobId}.log` });
  link.click();
  URL.revokeObjectURL(url);
}
