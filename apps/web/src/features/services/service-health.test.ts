import type { KnownService } from "@gantry/contracts";
import { expect, test } from "vitest";
import { healthOf, summarize } from "./service-health.ts";

const health = (ok: boolean): KnownService["health"] => ({
  ok,
  latencyMs: ok ? 2 : null,
  error: ok ? null : "Connection failed",
  version: null,
  checkedAtMs: 0,
});

const service = (overrides: Partial<KnownService>): KnownService => ({
  address: "h:1",
  containerNames: ["solver"],
  workflows: [],
  workflowCount: 1,
  namedAtMs: 0,
  runningTasks: 0,
  seenAtMs: null,
  fault: null,
  health: null,
  ...overrides,
});

test("a service that was not asked yet is neither healthy nor unwell", () => {
  expect([null, health(true), health(false)].map((answer) => healthOf({ health: answer }))).toEqual([
    "checking",
    "healthy",
    "unwell",
  ]);
});

test.each([
  [[service({})], "1 service, being asked · no task runs on them now"],
  [[service({ health: health(true), runningTasks: 1 })], "The service is healthy · 1 task running now"],
  [
    [service({ health: health(true), runningTasks: 2 }), service({ health: health(true), runningTasks: 1 })],
    "All 2 services are healthy · 3 tasks running now",
  ],
  [
    [service({ health: health(true) }), service({ health: health(false) }), service({})],
    "1 of 3 services healthy · no task runs on them now",
  ],
])("the line above the list counts (%#)", (services, line) => {
  expect(summarize(services)).toBe(line);
});
