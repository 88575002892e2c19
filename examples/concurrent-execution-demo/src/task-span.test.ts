import { expect, test } from "vitest";
import { idealMakespanMs } from "./task-span.ts";

test.each([
  { jobs: 4, maxWorkers: 2, idealMs: 1_300 },
  { jobs: 3, maxWorkers: 2, idealMs: 975 },
  { jobs: 1, maxWorkers: 1, idealMs: 650 },
  { jobs: 1, maxWorkers: 8, idealMs: 650 },
  { jobs: 2, maxWorkers: 8, idealMs: 650 },
])("$jobs jobs on $maxWorkers workers take $idealMs ms at best", ({ idealMs, ...work }) => {
  expect(idealMakespanMs({ ...work, workMs: 650, chainMs: 650 })).toBe(idealMs);
});
