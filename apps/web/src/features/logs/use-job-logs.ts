"use client";

import type { LogLine } from "@gantry/contracts";
import { useEffect, useMemo, useState } from "react";
import type { LogTail } from "@/live/index.ts";
import { useTRPCClient } from "@/trpc/client.ts";
import { type LogFilter, isUnfiltered, matchesFilter } from "./log-filter.ts";

const PAGE_LINES = 5_000;

export interface JobLogs {
  /** The lines that pass the filter, in order, as far as they are known. */
  readonly lines: readonly LogLine[];
  /** How many lines the Job has; null before the live view answered. */
  readonly total: number | null;
  /** The server has looked through this many of them. */
  readonly searched: number;
  readonly isLoading: boolean;
  readonly error: unknown;
}

/** Matching lines up to `throughLogSeq`, read from the server for one Job and one filter. */
interface Read {
  readonly lines: readonly LogLine[];
  readonly throughLogSeq: number;
}

const NOTHING_READ: Read = { lines: [], throughLogSeq: 0 };

/**
 * A Job's log, filtered. The server searches what is older than the live tail, page by page; what is in the tail, and
 * what arrives, is filtered here. Use a new instance (`key`) per Job and filter.
 */
export function useJobLogs(jobId: string, tail: LogTail, filter: LogFilter): JobLogs {
  const client = useTRPCClient();
  const [read, setRead] = useState<Read>(NOTHING_READ);
  const [error, setError] = useState<unknown>(null);
  const { level, search } = filter;
  const tailStart = tail.lines[0]?.logSeq ?? (tail.lastLogSeq ?? 0) + 1;
  const complete = tail.lastLogSeq !== null && read.throughLogSeq >= tailStart - 1;
  useEffect(() => {
    if (tail.lastLogSeq === null || complete) return undefined;
    const abort = new AbortController();
    const query = { jobId, afterLogSeq: read.throughLogSeq, limit: PAGE_LINES, level, search: search.trim() };
    client.jobs.logs
      .query(query, { signal: abort.signal })
      .then((page) => {
        setError(null);
        // A page that brings nothing forward would be asked for for ever.
        const throughLogSeq = Math.max(
          page.lastLogSeq,
          page.lines.at(-1)?.logSeq ?? 0,
          page.lines.length === 0 ? tailStart - 1 : 0,
        );
        setRead({ lines: [...read.lines, ...page.lines], throughLogSeq });
      })
      .catch((thrown: unknown) => {
        if (!abort.signal.aborted) setError(thrown);
      });
    return () => abort.abort();
  }, [client, jobId, level, search, read, complete, tail.lastLogSeq, tailStart]);
  const lines = useMemo(() => {
    const live = tail.lines.filter(({ logSeq }) => logSeq > read.throughLogSeq);
    const matching = isUnfiltered({ level, search })
      ? live
      : live.filter((line) => matchesFilter(line, { level, search }));
    return read.lines.length === 0 ? matching : [...read.lines, ...matching];
  }, [read, tail.lines, level, search]);
  const searched = complete ? tail.lastLogSeq : read.throughLogSeq;
  return { lines, total: tail.lastLogSeq, searched, isLoading: !complete && error === null, error };
}
