"use client";

import { useCallback, useMemo, useState, useSyncExternalStore } from "react";
import { usePageVisible } from "@/lib/use-page-visible.ts";
import type { Connection } from "./connection.ts";
import { type JobView, jobFeed } from "./job-feed.ts";
import type { ChannelSnapshot } from "./live-channel.ts";
import type { LiveFeed } from "./live-feed.ts";
import { useLiveClient } from "./live-provider.tsx";
import { type OperationsView, operationsFeed } from "./operations-feed.ts";
import { type OverviewView, overviewFeed } from "./overview-feed.ts";
import { type ServicesView, servicesFeed } from "./services-feed.ts";
import { type WorkflowView, workflowFeed } from "./workflow-feed.ts";

const BEFORE_HYDRATION: Connection = { kind: "connecting", sinceMs: 0 };

/** `isWatched` false: the subscription is given up; what it had is forgotten soon after. */
function useFeed<View>(feed: LiveFeed<View>, { isWatched = true } = {}): ChannelSnapshot<View> {
  const client = useLiveClient();
  const subscribe = useCallback(
    (onChange: () => void) => (isWatched ? client.watch(feed, onChange) : () => undefined),
    [client, feed, isWatched],
  );
  const beforeHydration = useMemo<ChannelSnapshot<View>>(
    () => ({ phase: "loading", view: feed.empty, error: null }),
    [feed],
  );
  return useSyncExternalStore(
    subscribe,
    () => client.snapshot(feed),
    () => beforeHydration,
  );
}

/** Whether what is shown is the present: live with its lag, reconnecting, or stale since a time. */
export function useConnection(): Connection {
  const client = useLiveClient();
  return useSyncExternalStore(
    useCallback((onChange: () => void) => client.onConnectionChange(onChange), [client]),
    () => client.connection.connection,
    () => BEFORE_HYDRATION,
  );
}

/** One Job, folded live: its state, newest events and newest log lines. */
export function useLiveJob(jobId: string): ChannelSnapshot<JobView> {
  return useFeed(useMemo(() => jobFeed(jobId), [jobId]));
}

/** All Jobs of a Workflow, folded live. */
export function useLiveWorkflow(workflowId: string): ChannelSnapshot<WorkflowView> {
  return useFeed(useMemo(() => workflowFeed(workflowId), [workflowId]));
}

/** Running and recent Workflows and the state of the system, newest first; `system` is null until the server answered. */
export function useLiveOverview(): OverviewView & {
  readonly phase: ChannelSnapshot<OverviewView>["phase"];
  readonly connection: Connection;
} {
  const { view, phase } = useFeed(overviewFeed);
  const connection = useConnection();
  return { ...view, phase, connection };
}

/** Managed operations: all that have not ended, the newest, and every change of them. */
export function useLiveOperations(): ChannelSnapshot<OperationsView> {
  return useFeed(operationsFeed);
}

/**
 * The services that submissions name, and how they answer. Somebody has to ask them, so that the subscription is open
 * only while the page can be seen; behind other tabs it keeps what it showed last.
 */
export function useLiveServices(): ChannelSnapshot<ServicesView> {
  const snapshot = useFeed(servicesFeed, { isWatched: usePageVisible() });
  const [held, setHeld] = useState(snapshot);
  if (snapshot !== held && (snapshot.phase !== "loading" || held.phase === "loading")) setHeld(snapshot);
  return held;
}
