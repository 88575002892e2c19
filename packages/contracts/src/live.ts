import { z } from "zod";
import type { HistoryEvent } from "./history-event.ts";
import type { JobState } from "./job-state.ts";
import type { ServiceList } from "./known-service.ts";
import type { LogLine } from "./log-line.ts";
import type { OperationSummary } from "./operation.ts";
import type { SystemStatus, WorkflowSummary } from "./views.ts";

/**
 * The live protocol (Socket.IO). A view subscribes with the last positions it has; the answer brings the missing
 * events or a snapshot, and every later frame continues exactly there: per Job no gap, no duplicate, no reordering.
 */
const Seq = z.number().int().nonnegative();

export const SubscribeRequest = z.discriminatedUnion("scope", [
  z.object({ scope: z.literal("job"), jobId: z.string(), afterSeq: Seq.nullable(), afterLogSeq: Seq.nullable() }),
  z.object({
    scope: z.literal("workflow"),
    workflowId: z.string(),
    /** Last seq by jobId; Jobs that are not named are sent as snapshots. */
    afterSeq: z.record(z.string(), Seq),
  }),
  z.object({ scope: z.literal("overview") }),
  z.object({ scope: z.literal("services") }),
  z.object({ scope: z.literal("operations") }),
]);
export type SubscribeRequest = z.infer<typeof SubscribeRequest>;

/** How one Job's view gets to the present: the events it misses, or the fold up to a seq. */
export type JobCatchUp =
  | { readonly kind: "events"; readonly jobId: string; readonly events: readonly HistoryEvent[] }
  | { readonly kind: "snapshot"; readonly jobId: string; readonly state: JobState };

/** Log position: `lines` follow `afterLogSeq`, or are the newest when it was null; `lastLogSeq` counts all there are. */
export interface LogCatchUp {
  readonly lines: readonly LogLine[];
  readonly lastLogSeq: number;
}

export type SubscribeAnswer =
  | { readonly ok: false; readonly code: string; readonly message: string }
  | {
      readonly ok: true;
      readonly subscriptionId: string;
      readonly serverTimeMs: number;
      readonly jobs: readonly JobCatchUp[];
      readonly logs: LogCatchUp | null;
      readonly workflow: WorkflowSummary | null;
      readonly overview: OverviewState | null;
      /** Of the services scope: what is known before anyone is asked. */
      readonly services?: ServiceList;
      /** Of the operations scope: all that have not ended, and the newest. */
      readonly operations?: readonly OperationSummary[];
    };

/** Summaries replace each other by `workflowId`; the higher `updatedAtMs` wins. */
export interface OverviewState {
  readonly workflows: readonly WorkflowSummary[];
  readonly system: SystemStatus;
}

/** A batch of changes for one subscription: at once while they are few, then one per 16 ms. */
export interface LiveFrame {
  readonly subscriptionId: string;
  /** Server's time of sending, epoch ms. */
  readonly sentAtMs: number;
  readonly events: readonly HistoryEvent[];
  readonly logs: readonly LogLine[];
  /** Instead of events, for a reader that could not keep up. */
  readonly snapshots: readonly JobState[];
  readonly workflows: readonly WorkflowSummary[];
  readonly removedWorkflowIds: readonly string[];
  readonly system: SystemStatus | null;
  /** Of the services scope: the whole list anew. */
  readonly services?: ServiceList;
  /** Of the operations scope: those that changed; each replaces the one of its id. `removedWorkflowIds` are of this scope too. */
  readonly operations?: readonly OperationSummary[];
}

export interface ServerToClientEvents {
  frame: (frame: LiveFrame) => void;
  /** Sign of life every 2 s; a view that hears none for 5 s marks itself stale. */
  beat: (serverTimeMs: number) => void;
}

export interface ClientToServerEvents {
  subscribe: (request: SubscribeRequest, answer: (answer: SubscribeAnswer) => void) => void;
  unsubscribe: (subscriptionId: string) => void;
}
