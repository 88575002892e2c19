import fc from "fast-check";
import { expect, test } from "vitest";
import { silentLogger } from "@gantry/engine";
import { LiveModel, TestOutlet, Viewer, WORKFLOW_ID } from "../../test/live-model.ts";
import { ManualClock } from "../../test/manual-clock.ts";
import { BackgroundWork } from "../background.ts";
import { LiveHub } from "./live-hub.ts";

const JOBS = ["job_1", "job_2"];
const VIEWERS = 3;

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("commit" as const),
      job: fc.nat(JOBS.length - 1),
      events: fc.integer({ min: 1, max: 400 }),
      logs: fc.integer({ min: 0, max: 600 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("connect" as const),
      viewer: fc.nat(VIEWERS - 1),
      scope: fc.constantFrom("job" as const, "workflow" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("disconnect" as const), viewer: fc.nat(VIEWERS - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("stall" as const), viewer: fc.nat(VIEWERS - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("drain" as const), viewer: fc.nat(VIEWERS - 1) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("tick" as const), ms: fc.constantFrom(1, 16, 1_000) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("read" as const) }) },
);

/** A hub with viewers that come, go and stall, over a store whose reads end when the scheduler says so. */
class World {
  readonly model = new LiveModel(JOBS);
  readonly clock = new ManualClock();
  readonly background = new BackgroundWork(silentLogger);
  readonly hub = new LiveHub({ reader: this.model, clock: this.clock, background: this.background });
  readonly viewers = Array.from({ length: VIEWERS }, () => ({
    viewer: new Viewer(),
    outlet: null as TestOutlet | null,
    scope: "job",
  }));

  connect(index: number, scope: "job" | "workflow"): void {
    this.disconnect(index);
    const entry = this.viewers[index];
    if (entry === undefined) return;
    const { viewer } = entry;
    const outlet = new TestOutlet(viewer);
    entry.outlet = outlet;
    entry.scope = scope;
    this.hub.connect(outlet);
    const request =
      scope === "job"
        ? {
            scope,
            jobId: "job_1",
            afterSeq: viewer.seqs.get("job_1") ?? null,
            afterLogSeq: viewer.logSeqs.get("job_1") ?? null,
          }
        : { scope, workflowId: WORKFLOW_ID, afterSeq: Object.fromEntries(viewer.seqs) };
    this.background.run("subscribe", async () => {
      const opened = await this.hub.subscribe(outlet, request).catch(() => null);
      // As with a socket: what comes for a connection that has ended reaches nobody.
      if (opened === null || entry.outlet !== outlet) return;
      viewer.answered(opened.answer);
      opened.start();
    });
  }

  disconnect(index: number): void {
    const entry = this.viewers[index];
    if (entry === undefined || entry.outlet === null) return;
    this.hub.disconnect(entry.outlet);
    entry.outlet = null;
  }
}

test("H1, Q1: whatever commits, reads, connections and stalls do, each viewer sees every event and line once and in order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(step, { maxLength: 60 }), async (scheduler, steps) => {
      const world = new World();
      world.model.delay = (value) => scheduler.schedule(Promise.resolve(value));
      for (const action of steps) {
        if (action.kind === "commit") world.hub.publish(world.model.commit(JOBS[action.job] ?? "", action));
        else if (action.kind === "connect") world.connect(action.viewer, action.scope);
        else if (action.kind === "disconnect") world.disconnect(action.viewer);
        else if (action.kind === "stall") world.viewers[action.viewer]?.outlet?.stall();
        else if (action.kind === "drain") world.viewers[action.viewer]?.outlet?.drain();
        else if (action.kind === "tick") world.clock.advance(action.ms);
        else if (scheduler.count() > 0) await scheduler.waitNext(1);
      }
      for (const { outlet } of world.viewers) outlet?.drain();
      for (let quiet = 0; quiet < 3;) {
        const before = world.viewers.reduce((sum, { viewer }) => sum + viewer.frames, 0);
        await scheduler.waitIdle();
        world.clock.advance(16);
        await scheduler.waitIdle();
        quiet = world.viewers.reduce((sum, { viewer }) => sum + viewer.frames, 0) === before ? quiet + 1 : 0;
      }
      for (const { viewer, outlet, scope } of world.viewers) {
        expect(viewer.faults).toEqual([]);
        if (outlet === null) continue;
        expect(viewer.seqs.get("job_1")).toBe(world.model.length("job_1").seq);
        if (scope === "workflow") expect(viewer.seqs.get("job_2")).toBe(world.model.length("job_2").seq);
        else expect(viewer.logSeqs.get("job_1") ?? 0).toBe(world.model.length("job_1").logSeq);
      }
      world.hub.close();
      expect(world.hub.subscriptionCount).toBe(0);
      await scheduler.waitIdle();
      await world.background.settled();
      expect(world.clock.pendingTimers).toBe(0);
    }),
    { numRuns: 400 },
  );
});
