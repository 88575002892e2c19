import type { WorkflowOrigin, WorkflowStatus } from "@gantry/contracts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../src/index.ts";
import { appendTo, jobIdOf, logLine, newWorkflow, type WorkflowOptions } from "./fixtures.ts";
import type { StoreHarness, TestDatabase } from "./harness.ts";

export const describeQueries = (harness: () => StoreHarness) =>
  describe("queries", () => {
    let database: TestDatabase;
    let store: Store;
    beforeEach(async () => {
      database = await harness().createDatabase();
      store = await database.open();
    });
    afterEach(() => database.remove());

    const create = async (
      options: WorkflowOptions & { status?: WorkflowStatus; finishedAtMs?: number; origin?: WorkflowOrigin } = {},
    ) => {
      const workflow = newWorkflow(options);
      const { status = "pending", finishedAtMs = null, origin = "flow" } = options;
      await store.workflows.create({ ...workflow, summary: { ...workflow.summary, status, finishedAtMs, origin } });
      return workflow.record.workflowId;
    };
    const pagesOf = async (
      limit: number,
      options: { status?: WorkflowStatus; search?: string; origins?: readonly WorkflowOrigin[] } = {},
    ) => {
      const pages: string[][] = [];
      let cursor: string | null = null;
      do {
        const page = await store.queries.list({ ...options, limit, cursor });
        pages.push(page.workflows.map(({ workflowId }) => workflowId));
        cursor = page.nextCursor;
      } while (cursor !== null);
      return pages;
    };

    test("pages follow each other without gap or repetition, newest first, also within one millisecond", async () => {
      const times = [5, 5, 5, 1, 9, 5, 3, 9];
      const ids = await Promise.all(times.map((createdAtMs) => create({ createdAtMs })));
      const newestFirst = ids
        .map((id, index) => ({ id, at: times[index] ?? 0 }))
        .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
        .map(({ id }) => id);
      expect(await pagesOf(3)).toEqual([newestFirst.slice(0, 3), newestFirst.slice(3, 6), newestFirst.slice(6)]);
      expect(await pagesOf(8)).toEqual([newestFirst]);
    });

    test("a page stays where it is when newer Workflows arrive and older ones change", async () => {
      const ids: string[] = [];
      for (const createdAtMs of [1, 2, 3, 4]) ids.unshift(await create({ createdAtMs }));
      const first = await store.queries.list({ limit: 2, cursor: null });
      await create({ createdAtMs: 10 });
      const second = await store.queries.list({ limit: 2, cursor: first.nextCursor });
      expect([...first.workflows, ...second.workflows].map(({ workflowId }) => workflowId)).toEqual(ids);
      expect(second.nextCursor).toBeNull();
    });

    test("a list is filtered by status, and by a part of the name or id whatever its case", async () => {
      const render = await create({ name: "Rendern ÜBER Nacht", status: "running", createdAtMs: 1 });
      const failed = await create({ name: "100% _done_", status: "failed", createdAtMs: 2 });
      const other = await create({ name: "1000 xdonex", status: "failed", createdAtMs: 3 });
      expect(await pagesOf(10, { status: "failed" })).toEqual([[other, failed]]);
      expect(await pagesOf(10, { search: "über n" })).toEqual([[render]]);
      expect(await pagesOf(10, { search: "0% _d" })).toEqual([[failed]]);
      expect(await pagesOf(10, { search: render.toUpperCase() })).toEqual([[render]]);
      expect(await pagesOf(1, { search: "done", status: "failed" })).toEqual([[other], [failed]]);
      expect(await pagesOf(10, { search: "' OR 1=1 --" })).toEqual([[]]);
    });

    test("a list is of the origins that are asked for, in one order over all of them", async () => {
      const origins: readonly WorkflowOrigin[] = ["blueprint", "operation", "flow", "operation", "blueprint", "flow"];
      const ids: string[] = [];
      for (const [index, origin] of origins.entries()) ids.unshift(await create({ origin, createdAtMs: index }));
      const idsOf = (...wanted: WorkflowOrigin[]) =>
        ids.filter((_, index) => wanted.includes(origins.toReversed()[index] ?? "flow"));
      expect(await pagesOf(3, { origins: ["blueprint", "flow"] })).toEqual([
        idsOf("blueprint", "flow").slice(0, 3),
        idsOf("blueprint", "flow").slice(3),
      ]);
      expect(await pagesOf(10, { origins: ["operation"] })).toEqual([idsOf("operation")]);
      expect(await pagesOf(10, { origins: ["blueprint", "flow"], status: "failed" })).toEqual([[]]);
      expect(await pagesOf(10)).toEqual([ids]);
    });

    test("operations are not counted among the Workflows", async () => {
      await create({ status: "failed", finishedAtMs: 100 });
      await create({ status: "failed", finishedAtMs: 100, origin: "operation" });
      await create({ status: "running", origin: "operation" });
      expect(await store.queries.counts()).toMatchObject({ failed: 1, running: 0 });
      expect(await store.queries.failedSince(100)).toBe(1);
    });

    test("a cursor that is none is invalid input", async () => {
      for (const cursor of ["", "x", "1", "1.a b", "99999999999999999999.wf-1", "1.'"]) {
        await expect(store.queries.list({ limit: 1, cursor })).rejects.toMatchObject({ code: "invalid_input" });
      }
    });

    test("Workflows are counted by status, and the failed since a moment", async () => {
      await create({ status: "running" });
      await create({ status: "failed", finishedAtMs: 100 });
      await create({ status: "failed", finishedAtMs: 200 });
      expect(await store.queries.counts()).toEqual({
        pending: 0,
        running: 1,
        paused: 0,
        completed: 0,
        failed: 2,
        cancelled: 0,
      });
      expect(await store.queries.failedSince(101)).toBe(1);
      expect(await store.queries.failedSince(100)).toBe(2);
    });

    test("log lines are found by severity and by a part of the message, from a position", async () => {
      const workflow = newWorkflow();
      const jobId = jobIdOf(workflow);
      await store.workflows.create(workflow);
      const logs = [
        logLine(jobId, 1, { level: "debug", message: "Loading 100% of _a_" }),
        logLine(jobId, 2, { level: "warn", message: "loading slowly" }),
        logLine(jobId, 3, {
          level: "error",
          message: "gave up LOADING",
          fields: { code: 7 },
          taskId: "task_1",
          attempt: 2,
        }),
        logLine(jobId, 4, { message: "done" }),
      ];
      await store.history.append([appendTo(workflow, { logs })]);
      const found = async (search: object) => {
        const lines = await store.queries.searchLogs(jobId, { afterLogSeq: 0, limit: 10, ...search });
        return lines.map(({ logSeq }) => logSeq);
      };
      expect(await found({})).toEqual([1, 2, 3, 4]);
      expect(await found({ search: "Loading" })).toEqual([1, 2, 3]);
      expect(await found({ search: "loading", level: "warn" })).toEqual([2, 3]);
      expect(await found({ level: "info" })).toEqual([2, 3, 4]);
      expect(await found({ search: "0% of _" })).toEqual([1]);
      expect(await found({ search: "loading", afterLogSeq: 1, limit: 1 })).toEqual([2]);
      expect(await store.queries.searchLogs(jobId, { level: "error", afterLogSeq: 0, limit: 1 })).toEqual([logs[2]]);
    });
  });
