import type { ActivationPolicy } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { CoreJob, emission } from "../../test/core-job.ts";
import { flowOf, routine } from "../../test/flow-builder.ts";
import { endOfWaitMs } from "./slot-wait.ts";

/** Two sources into one Slot with this policy; a third Task keeps the Job busy. Starts at 1,000. */
function waitingJob(activation: ActivationPolicy) {
  const join = routine("c", { slot: { activation } });
  const job = new CoreJob(flowOf(["a", "b", join, "busy"], ["a>c", "b>c"]), [["a"], ["b"], ["busy"]]).begin();
  for (const ordinal of [1, 2, 3]) job.start(ordinal);
  const end = (dueAtMs: number) => job.do({ type: "end_wait", routine: "c", slot: "in", dueAtMs });
  const endsAtMs = () => endOfWaitMs(job.flow, job.state, "c", "in");
  return { job, end, endsAtMs };
}

describe("a Slot that waits only so long", () => {
  test("decision 4: takes a batch as it is when the oldest message has waited long enough", () => {
    const { job, end, endsAtMs } = waitingJob({ kind: "batch", size: 5, maxWaitMs: 100 });
    expect(endsAtMs()).toBeNull();
    job.emit(1, { n: 1 });
    job.nowMs += 30;
    job.emit(2, { n: 2 });
    expect(endsAtMs()).toBe(1_100);
    expect(end(1_100)).toEqual(["task_queued"]);
    expect(job.task(4).input).toEqual({
      kind: "override",
      parts: [
        { connection: 0, value: { inline: { n: 1 } } },
        { connection: 1, value: { inline: { n: 2 } } },
      ],
    });
    expect(endsAtMs()).toBeNull();
  });

  test("a timer that was set for an earlier wait ends no later one", () => {
    const { job, end, endsAtMs } = waitingJob({ kind: "batch", size: 2, maxWaitMs: 100 });
    job.emit(1, { n: 1 });
    job.nowMs += 30;
    job.emit(1, { n: 2 }, "#2");
    job.emit(1, { n: 3 }, "#3");
    expect(end(1_100)).toEqual([]);
    expect(endsAtMs()).toBe(1_130);
    expect(end(1_130)).toEqual(["task_queued"]);
  });

  test("quiet time counts from the newest message, and maxWaitMs from the oldest: whichever ends first", () => {
    const { job, endsAtMs } = waitingJob({ kind: "batch", size: 9, quietMs: 50, maxWaitMs: 100 });
    job.emit(1);
    expect(endsAtMs()).toBe(1_050);
    job.nowMs += 30;
    job.emit(2);
    expect(endsAtMs()).toBe(1_080);
    job.nowMs += 40;
    job.emit(2, {}, "#2");
    expect(endsAtMs()).toBe(1_100);
  });

  test("takes an incomplete set, one message per source, in the order of the connections", () => {
    const { job, end } = waitingJob({ kind: "all", maxWaitMs: 100 });
    job.emit(2, { n: 1 });
    job.emit(2, { n: 2 }, "#2");
    end(1_100);
    expect(job.task(4).input).toEqual({ kind: "override", parts: [{ connection: 1, value: { inline: { n: 1 } } }] });
    expect(job.state.slots["c.in"]?.waiting).toHaveLength(1);
  });

  test("when nothing more can come it waits no longer; without a limit a set that lacks a source is skipped", () => {
    for (const [activation, status] of [
      [{ kind: "all", maxWaitMs: null }, "pending"],
      [{ kind: "all" }, "skipped"],
    ] as const) {
      const { job } = waitingJob(activation);
      job.complete(1, [emission({ n: 1 })]);
      job.complete(2);
      job.complete(3);
      expect(job.task(4).status).toBe(status);
    }
  });

  test("in a job that is paused the wait ends too, and its task starts when it is resumed", () => {
    const { job, end } = waitingJob({ kind: "batch", size: 5, maxWaitMs: 100 });
    job.emit(1);
    job.do({ type: "pause_job", reason: null });
    expect(end(1_100)).toEqual(["task_queued"]);
    expect(job.start(4)).toEqual([]);
    job.do({ type: "resume_job" });
    expect(job.start(4)).toEqual(["task_started"]);
  });

  test("in a job that is being cancelled nothing is taken any more (D4)", () => {
    const { job, end } = waitingJob({ kind: "batch", size: 5, maxWaitMs: 100 });
    job.emit(1);
    job.do({ type: "cancel_job", reason: null });
    expect(end(1_100)).toEqual([]);
  });
});
