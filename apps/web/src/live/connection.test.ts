import { LIVE_STALE_AFTER_MS } from "@gantry/contracts";
import { expect, test } from "vitest";
import { type ConnectionSignal, initialConnection, nextConnection } from "./connection.ts";

const after = (signals: readonly ConnectionSignal[]) =>
  signals.reduce(nextConnection, initialConnection(1_000)).connection;
const heard = (atMs: number, serverTimeMs = atMs): ConnectionSignal => ({ kind: "heard", atMs, serverTimeMs });
const tick = (atMs: number): ConnectionSignal => ({ kind: "tick", atMs });

test("the first sign of life makes a view live", () => {
  expect(after([])).toEqual({ kind: "connecting", sinceMs: 1_000 });
  expect(after([heard(1_500)])).toEqual({ kind: "live", lagMs: 0 });
});

test("a view that hears nothing for 5 s is stale since it last heard something, even if the socket claims to be open", () => {
  const justBefore = after([heard(2_000), tick(2_000 + LIVE_STALE_AFTER_MS - 1)]);
  expect(justBefore.kind).toBe("live");
  expect(after([heard(2_000), tick(2_000 + LIVE_STALE_AFTER_MS)])).toEqual({ kind: "stale", sinceMs: 2_000 });
});

test("a server that never answers makes a view stale too", () => {
  expect(after([tick(1_000 + LIVE_STALE_AFTER_MS)])).toEqual({ kind: "stale", sinceMs: 1_000 });
});

test("a closed socket is said at once, and turns stale 5 s after the last sign of life", () => {
  const closed: ConnectionSignal = { kind: "closed", atMs: 3_000 };
  expect(after([heard(2_000), closed])).toEqual({ kind: "reconnecting", sinceMs: 3_000 });
  expect(after([heard(2_000), closed, tick(7_000)])).toEqual({ kind: "stale", sinceMs: 2_000 });
  expect(after([heard(2_000), closed, tick(7_000), { kind: "closed", atMs: 7_500 }])).toEqual({
    kind: "stale",
    sinceMs: 2_000,
  });
});

test("a stale view is live again with the next sign of life", () => {
  expect(after([heard(2_000), tick(9_000), heard(9_500)])).toEqual({ kind: "live", lagMs: 0 });
});

test("the lag is the slowest delivery since the last tick, whatever the two clocks say", () => {
  const serverIsAhead = 60_000;
  const signals = [
    heard(2_000, 2_000 + serverIsAhead),
    heard(3_040, 3_000 + serverIsAhead),
    heard(4_010, 4_000 + serverIsAhead),
  ];
  const shown = after([...signals, tick(4_100)]);
  expect(shown.kind === "live" && shown.lagMs).toBeGreaterThanOrEqual(39);
  expect(after([...signals, tick(4_100), heard(4_200, 4_200 + serverIsAhead), tick(5_000)])).toEqual({
    kind: "live",
    lagMs: 0,
  });
});

test("what the badge shows keeps its identity while it says the same", () => {
  const live = [heard(2_000), heard(2_010)].reduce(nextConnection, initialConnection(1_000));
  expect(nextConnection(live, heard(2_020)).connection).toBe(live.connection);
});
