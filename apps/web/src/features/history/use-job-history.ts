"use client";

import type { HistoryEvent } from "@gantry/contracts";
import { useEffect, useMemo, useState } from "react";
import { useTRPCClient } from "@/trpc/client.ts";
import { type LoadedHistory, appendPage, joinHistory } from "./history-pages.ts";

const PAGE_EVENTS = 5_000;

export interface JobHistory {
  readonly events: LoadedHistory;
  readonly isLoading: boolean;
  readonly error: unknown;
}

/** All events of a Job: older ones read page by page, newer ones as they come live. */
export function useJobHistory(jobId: string, recent: readonly HistoryEvent[], lastSeq: number): JobHistory {
  const client = useTRPCClient();
  const [loaded, setLoaded] = useState<LoadedHistory>([]);
  const [error, setError] = useState<unknown>(null);
  const { events, missingAfterSeq } = useMemo(() => joinHistory(loaded, recent, lastSeq), [loaded, recent, lastSeq]);
  useEffect(() => {
    if (missingAfterSeq === null) return undefined;
    const abort = new AbortController();
    client.jobs.history
      .query({ jobId, afterSeq: missingAfterSeq, limit: PAGE_EVENTS }, { signal: abort.signal })
      .then((page) => {
        setError(null);
        setLoaded((held) => appendPage(held, page.events));
      })
      .catch((thrown: unknown) => {
        if (!abort.signal.aborted) setError(thrown);
      });
    return () => abort.abort();
  }, [client, jobId, missingAfterSeq]);
  return { events, isLoading: missingAfterSeq !== null && error === null, error };
}
