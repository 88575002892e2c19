import type { HistoryEvent, JobState, WorkflowSummary } from "@gantry/contracts";
import { type JobFold, foldCatchUp, foldEvents, laterOf } from "@gantry/engine/core";
import type { LiveFeed } from "./live-feed.ts";
import { EMPTY_LOG_TAIL, type LogTail, appendLogs, catchUpLogs } from "./log-tail.ts";
import { newestSummary } from "./newest-summary.ts";

/** Events kept by a live view for the History tab; older ones are read from the server. */
const RECENT_MAX_EVENTS = 20_000;

export interface JobView {
  readonly job: JobState | null;
  readonly workflow: WorkflowSummary | null;
  readonly log: LogTail;
  /** The newest events, without holes, ending at `job.seq`; empty after a snapshot. */
  readonly recent: readonly HistoryEvent[];
}

const EMPTY: JobView = { job: null, workflow: null, log: EMPTY_LOG_TAIL, recent: [] };

/** One Job: its fold, its newest events and its newest log lines. */
export function jobFeed(jobId: string): LiveFeed<JobView> {
  return {
    key: `job:${jobId}`,
    empty: EMPTY,
    request: (view) => ({
      scope: "job",
      jobId,
      afterSeq: view.job?.seq ?? null,
      afterLogSeq: view.log.lastLogSeq,
    }),
    catchUp(view, answer) {
      const catchUp = answer.jobs.find((job) => job.jobId === jobId);
      const fold = catchUp === undefined ? unchanged(view) : foldCatchUp(view.job, catchUp);
      return {
        view: {
          ...withFold(view, fold),
          workflow: answer.workflow ?? view.workflow,
          log: answer.logs === null ? view.log : catchUpLogs(view.log, answer.logs),
        },
        gap: fold.gap,
      };
    },
    advance(view, frame) {
      const snapshot = frame.snapshots.find((state) => state.jobId === jobId);
      const start =
        snapshot === undefined ? view : withFold(view, { ...unchanged(view), state: laterOf(view.job, snapshot) });
      const fold = foldEvents(start.job, frame.events);
      const { tail, gap } = appendLogs(view.log, frame.logs);
      const workflow = newestSummary(
        view.workflow,
        frame.workflows,
        view.workflow?.workflowId ?? start.job?.workflowId,
      );
      return { view: { ...withFold(start, fold), workflow, log: tail }, gap: fold.gap || gap };
    },
  };
}

const unchanged = (view: JobView): JobFold => ({ state: view.job, fresh: [], gap: false });

function withFold(view: JobView, fold: JobFold): JobView {
  if (fold.fresh.length > 0) {
    return { ...view, job: fold.state, recent: [...view.recent, ...fold.fresh].slice(-RECENT_MAX_EVENTS) };
  }
  // A snapshot jumped ahead: the events in between were never seen here.
  return fold.state === view.job ? view : { ...view, job: fold.state, recent: [] };
}
