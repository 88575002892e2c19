import { describe, expect, test } from "vitest";
import { workflowSummary } from "@/testing/workflow-summary.ts";
import { confirmationFor, workflowsFor } from "./bulk-actions.ts";

const running = workflowSummary("running", {
  jobCount: 3,
  taskCounts: { total: 9, queued: 0, retrying: 0, running: 2, completed: 1, failed: 0, skipped: 0, cancelled: 0 },
});
const failed = workflowSummary("failed", { status: "failed" });

test("cancelling concerns what runs, retrying what ended, deleting both", () => {
  const selected = [running, failed];
  expect(workflowsFor("cancel", selected)).toEqual([running]);
  expect(workflowsFor("retry", selected)).toEqual([failed]);
  expect(workflowsFor("delete", selected)).toEqual(selected);
});

describe("confirmations", () => {
  test("cancelling names how many tasks stop and how many jobs are concerned", () => {
    const { title, description, destructive } = confirmationFor("cancel", [running]);
    expect(title).toBe("Cancel 1 workflow?");
    expect(description).toContain("2 running tasks will be stopped");
    expect(description).toContain("3 jobs");
    expect(destructive).toBe(true);
  });

  test("deleting says what has to be cancelled first", () => {
    expect(confirmationFor("delete", [running, failed]).description).toContain("1 workflow that has not ended");
    expect(confirmationFor("delete", [failed]).description).not.toContain("cancelled first");
  });

  test("retrying is not destructive", () => {
    expect(confirmationFor("retry", [failed, failed])).toMatchObject({
      title: "Retry 2 workflows?",
      destructive: false,
    });
  });
});
