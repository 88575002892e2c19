import type { HistoryEvent, LiveFrame } from "@gantry/contracts";
import { evolveAll, taskIdOf } from "@gantry/engine/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { JobsView } from "./jobs-view.ts";

const jobId = "job_1";
const HISTORY: readonly HistoryEvent[] = [
  {
    kind: "job_created",
    jobId,
    seq: 1,
    atMs: 1,
    workflowId: "wf-1",
    jobIndex: 0,
    flowId: "flow",
    routines: ["only"],
    planned: true,
    entries: [],
    reusesJobId: null,
    parentJobId: null,
  },
  { kind: "job_started", jobId, seq: 2, atMs: 2 },
  ...[3, 4, 5, 6].map((seq): HistoryEvent => ({
    kind: "data_set",
    jobId,
    seq,
    atMs: seq,
    taskId: taskIdOf(jobId, 1),
    routine: "only",
    key: `k${seq}`,
    write: 1,
    value: { inline: seq },
  })),
];

const frameOf = (events: readonly HistoryEvent[]): LiveFrame => ({
  subscriptionId: "s",
  sentAtMs: 0,
  events,
  logs: [],
  snapshots: [],
  workflows: [],
  removedWorkflowIds: [],
  system: null,
});

/** Pieces of the history, in whatever order, doubled or missing. */
const pieces = fc.array(
  fc
    .tuple(fc.nat({ max: HISTORY.length }), fc.nat({ max: HISTORY.length }))
    .map(([a, b]) => HISTORY.slice(Math.min(a, b), Math.max(a, b))),
);

test("V1: whatever frames come, the state is the fold of a prefix, and what the listener heard is that prefix once", () => {
  fc.assert(
    fc.property(pieces, (frames) => {
      const heard: number[] = [];
      const view = new JobsView(
        { kind: "job", jobId },
        { changed: (_, events) => heard.push(...events.map((each) => each.seq)) },
      );
      for (const events of frames) {
        const seq = view.jobs[0]?.seq ?? 0;
        const { gap } = view.framed(frameOf(events));
        const first = events[0]?.seq ?? seq;
        expect(gap).toBe(events.length > 0 && first > seq + 1);
      }
      const [state = null] = view.jobs;
      expect(state).toEqual(evolveAll(null, HISTORY.slice(0, state?.seq ?? 0)));
      expect(heard).toEqual(HISTORY.slice(0, state?.seq ?? 0).map((each) => each.seq));
    }),
  );
});
