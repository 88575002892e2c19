import { expect, test } from "vitest";
import { ManualClock, settleMicrotasks } from "../testing/index.ts";
import { sleep } from "./sleep.ts";

test("a sleep ends when its clock has come that far, and not before", async () => {
  const clock = new ManualClock();
  let awake = false;
  const slept = sleep(clock, 100, new AbortController().signal).then(() => (awake = true));
  await clock.advance(99);
  expect(awake).toBe(false);
  await clock.advance(1);
  await slept;
});

test("an abort wakes it with the signal's reason, and leaves no timer", async () => {
  const clock = new ManualClock();
  const abort = new AbortController();
  const slept = sleep(clock, 100, abort.signal);
  await settleMicrotasks();
  abort.abort(new Error("cancelled"));
  await expect(slept).rejects.toThrow("cancelled");
  expect(clock.pendingTimers).toBe(0);
  await expect(sleep(clock, 100, abort.signal)).rejects.toThrow("cancelled");
});
