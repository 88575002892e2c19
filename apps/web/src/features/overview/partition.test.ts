import type { WorkflowSummary } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { workflowSummary } from "@/testing/workflow-summary.ts";
import { partitionWorkflows } from "./partition.ts";

const HOUR_MS = 3_600_000;
const NOW_MS = 1_000 * HOUR_MS;

const workflow = (workflowId: string, overrides: Partial<WorkflowSummary>) =>
  workflowSummary(workflowId, { createdAtMs: NOW_MS, updatedAtMs: NOW_MS, ...overrides });

const ids = (workflows: readonly WorkflowSummary[]) => workflows.map(({ workflowId }) => workflowId);

describe("partitionWorkflows", () => {
  test("what runs comes before what is paused or waits, the newest first", () => {
    const sections = partitionWorkflows(
      [
        workflow("waits", { status: "pending" }),
        workflow("paused", { status: "paused" }),
        workflow("older", { createdAtMs: NOW_MS - 2 }),
        workflow("newer", { createdAtMs: NOW_MS - 1 }),
      ],
      NOW_MS,
    );
    expect(ids(sections.active)).toEqual(["newer", "older", "paused", "waits"]);
  });

  test("ended workflows are ordered by when they ended, not by when they were made", () => {
    const sections = partitionWorkflows(
      [
        workflow("made late", { status: "completed", createdAtMs: NOW_MS, finishedAtMs: NOW_MS - 2 }),
        workflow("ended late", { status: "cancelled", createdAtMs: NOW_MS - 9, finishedAtMs: NOW_MS - 1 }),
      ],
      NOW_MS,
    );
    expect(ids(sections.recent)).toEqual(["ended late", "made late"]);
    expect(sections.active).toEqual([]);
  });

  test("a failure counts for one day", () => {
    const sections = partitionWorkflows(
      [
        workflow("yesterday", { status: "failed", finishedAtMs: NOW_MS - 25 * HOUR_MS }),
        workflow("today", { status: "failed", finishedAtMs: NOW_MS - 23 * HOUR_MS }),
        workflow("well", { status: "completed", finishedAtMs: NOW_MS }),
      ],
      NOW_MS,
    );
    expect(ids(sections.failures)).toEqual(["today"]);
  });
});
