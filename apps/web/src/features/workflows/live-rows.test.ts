import type { WorkflowSummary } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { workflowSummary } from "@/testing/workflow-summary.ts";
import { matchesFilter, mergeLiveRows } from "./live-rows.ts";

const ALL = { status: null, search: "" } as const;
const ids = (rows: readonly WorkflowSummary[]) => rows.map(({ workflowId }) => workflowId);

describe("mergeLiveRows", () => {
  const loaded = [
    workflowSummary("b", { createdAtMs: 20, updatedAtMs: 20 }),
    workflowSummary("a", { createdAtMs: 10 }),
  ];

  test("a newer summary replaces its row in place", () => {
    const rows = mergeLiveRows(
      loaded,
      [workflowSummary("a", { createdAtMs: 10, updatedAtMs: 30, progressPercent: 50 })],
      ALL,
    );
    expect(ids(rows)).toEqual(["b", "a"]);
    expect(rows[1]?.progressPercent).toBe(50);
  });

  test("an older summary never replaces a newer row", () => {
    const rows = mergeLiveRows(
      loaded,
      [workflowSummary("b", { createdAtMs: 20, updatedAtMs: 19, progressPercent: 1 })],
      ALL,
    );
    expect(rows[0]?.progressPercent).toBe(0);
  });

  test("workflows that arrived since come on top, the newest first", () => {
    const live = [workflowSummary("c", { createdAtMs: 30 }), workflowSummary("d", { createdAtMs: 40 })];
    expect(ids(mergeLiveRows(loaded, live, ALL))).toEqual(["d", "c", "b", "a"]);
  });

  test("a workflow of a page that is not loaded yet is not shown out of its order", () => {
    expect(ids(mergeLiveRows(loaded, [workflowSummary("old", { createdAtMs: 5 })], ALL))).toEqual(["b", "a"]);
  });

  test("a row leaves when its status leaves the filter", () => {
    const live = [workflowSummary("b", { createdAtMs: 20, updatedAtMs: 25, status: "completed" })];
    expect(ids(mergeLiveRows(loaded, live, { status: "running", search: "" }))).toEqual(["a"]);
  });
});

describe("matchesFilter", () => {
  test("the search looks at name and id, in any case", () => {
    const workflow = workflowSummary("wf-0a1b", { name: "Nightly ingest" });
    expect(["NIGHT", "0A1B", " ingest "].map((search) => matchesFilter(workflow, { status: null, search }))).toEqual([
      true,
      true,
      true,
    ]);
    expect(matchesFilter(workflow, { status: null, search: "weekly" })).toBe(false);
  });
});
