import { ManualClock } from "@gantry/engine/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { FramePacer } from "./frame-pacer.ts";

const INTERVAL_MS = 16;
let clock: ManualClock;
let startMs: number;
let sentAtMs: number[];
let pacer: FramePacer;

beforeEach(() => {
  clock = new ManualClock();
  startMs = clock.nowMs();
  sentAtMs = [];
  pacer = new FramePacer({ clock, intervalMs: INTERVAL_MS, flush: () => sentAtMs.push(clock.nowMs() - startMs) });
});

/** Asks for a frame each millisecond. */
async function requestFor(ms: number): Promise<void> {
  for (let elapsedMs = 0; elapsedMs < ms; elapsedMs += 1) {
    pacer.request();
    await clock.advance(1);
  }
}

describe("the pace of a view's frames", () => {
  it("sends single changes at once", async () => {
    for (let change = 0; change < 3; change += 1) {
      pacer.request();
      await clock.advance(INTERVAL_MS);
    }
    expect(sentAtMs).toEqual([0, 16, 32]);
  });

  it("lets a few follow each other at once, then one per interval", async () => {
    await requestFor(50);
    expect(sentAtMs).toEqual([0, 1, 2, 3, 16, 32, 48]);
  });

  it("earns its burst again while there is nothing to send", async () => {
    await requestFor(20);
    await clock.advance(10 * INTERVAL_MS);
    const before = sentAtMs.length;
    await requestFor(5);
    expect(sentAtMs.length - before).toBe(4);
  });

  it("goes on when the clock is set back by an hour", async () => {
    await requestFor(20);
    const backwards = new ManualClock(startMs - 3_600_000);
    let frames = 0;
    const moved = { nowMs: () => current.nowMs(), setTimer: clock.setTimer.bind(clock) };
    let current = clock;
    const onMovedClock = new FramePacer({ clock: moved, intervalMs: INTERVAL_MS, flush: () => (frames += 1) });
    for (let request = 0; request < 4; request += 1) onMovedClock.request();
    current = backwards;
    onMovedClock.request();
    onMovedClock.request();
    expect(frames).toBe(6);
  });

  it("sends nothing after it was stopped, and leaves no timer", async () => {
    await requestFor(6);
    pacer.stop();
    const before = sentAtMs.length;
    await requestFor(40);
    expect(sentAtMs.length).toBe(before);
    expect(clock.pendingTimers).toBe(0);
  });
});
