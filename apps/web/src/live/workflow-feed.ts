import type { HistoryEvent, JobState, LiveFrame, WorkflowSummary } from "@gantry/contracts";
import { foldCatchUp, foldEvents, laterOf } from "@gantry/engine/core";
import type { FeedStep, LiveFeed } from "./live-feed.ts";
import { newestSummary } from "./newest-summary.ts";

export interface WorkflowView {
  readonly workflow: WorkflowSummary | null;
  /** By jobId; each the fold of that Job's history. */
  readonly jobs: ReadonlyMap<string, JobState>;
  /** Sum of the Jobs' positions: how many events this view has folded. */
  readonly seq: number;
}

const EMPTY: WorkflowView = { workflow: null, jobs: new Map(), seq: 0 };

/** All Jobs of one Workflow, each with its own position. */
export function workflowFeed(workflowId: string): LiveFeed<WorkflowView> {
  return {
    key: `workflow:${workflowId}`,
    empty: EMPTY,
    request: (view) => ({
      scope: "workflow",
      workflowId,
      afterSeq: Object.fromEntries([...view.jobs].map(([jobId, state]) => [jobId, state.seq])),
    }),
    catchUp(view, answer) {
      const jobs = new Map(view.jobs);
      let gap = false;
      for (const catchUp of answer.jobs) {
        const fold = foldCatchUp(jobs.get(catchUp.jobId) ?? null, catchUp);
        if (fold.state !== null) jobs.set(catchUp.jobId, fold.state);
        gap ||= fold.gap;
      }
      return { view: withJobs(answer.workflow ?? view.workflow, jobs), gap };
    },
    advance: (view, frame) => advance(view, frame, workflowId),
  };
}

function advance(view: WorkflowView, frame: LiveFrame, workflowId: string): FeedStep<WorkflowView> {
  const workflow = newestSummary(view.workflow, frame.workflows, workflowId);
  if (frame.events.length === 0 && frame.snapshots.length === 0) return { view: { ...view, workflow }, gap: false };
  const jobs = new Map(view.jobs);
  for (const snapshot of frame.snapshots) jobs.set(snapshot.jobId, laterOf(jobs.get(snapshot.jobId) ?? null, snapshot));
  let gap = false;
  for (const [jobId, events] of groupByJob(frame.events)) {
    const fold = foldEvents(jobs.get(jobId) ?? null, events);
    if (fold.state !== null) jobs.set(jobId, fold.state);
    gap ||= fold.gap;
  }
  return { view: withJobs(workflow, jobs), gap };
}

function withJobs(workflow: WorkflowSummary | null, jobs: ReadonlyMap<string, JobState>): WorkflowView {
  let seq = 0;
  for (const state of jobs.values()) seq += state.seq;
  return { workflow, jobs, seq };
}

function groupByJob(events: readonly HistoryEvent[]): Map<string, HistoryEvent[]> {
  const groups = new Map<string, HistoryEvent[]>();
  for (const event of events) {
    const group = groups.get(event.jobId);
    if (group === undefined) groups.set(event.jobId, [event]);
    else group.push(event);
  }
  return groups;
}
