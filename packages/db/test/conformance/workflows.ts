import { AppError } from "@gantry/contracts";
import type { NewWorkflow } from "@gantry/engine";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../src/index.ts";
import { appendTo, fact, jobIdOf, logLine, newWorkflow, snapshotAt, taskOf } from "./fixtures.ts";
import type { StoreHarness, TestDatabase } from "./harness.ts";

export const describeWorkflows = (harness: () => StoreHarness) =>
  describe("workflows", () => {
    let database: TestDatabase;
    let store: Store;
    beforeEach(async () => {
      database = await harness().createDatabase();
      store = await database.open();
    });
    afterEach(() => database.remove());

    const idOf = (workflow: NewWorkflow): string => workflow.record.workflowId;

    test("what was created is loaded as it was, with its first events and values", async () => {
      const workflow = newWorkflow({ jobs: 3, sealedSecret: "sealed", values: [{ ref: "v", json: "[1]" }] });
      expect(await store.workflows.create(workflow)).toEqual({ workflowId: idOf(workflow), created: true });
      expect(await store.workflows.load(idOf(workflow))).toEqual(workflow.record);
      expect(await store.queries.detail(idOf(workflow))).toEqual({
        record: workflow.record,
        summary: workflow.summary,
        jobs: workflow.jobs,
      });
      expect(await store.history.loadJob(jobIdOf(workflow, 2))).toEqual({
        snapshot: null,
        events: [workflow.events[2]],
      });
      expect(await store.history.readValue(idOf(workflow), "v")).toEqual([1]);
      expect(await store.secrets.sealedSecretOf(idOf(workflow))).toBe("sealed");
      expect(await store.workflows.workflowIdOf(jobIdOf(workflow, 1))).toBe(idOf(workflow));
    });

    test("what is unknown is null", async () => {
      expect(await store.workflows.load("wf-unknown")).toBeNull();
      expect(await store.workflows.workflowIdOf("job_unknown")).toBeNull();
      expect(await store.secrets.sealedSecretOf("wf-unknown")).toBeNull();
      expect(await store.queries.summary("wf-unknown")).toBeNull();
      expect(await store.queries.detail("wf-unknown")).toBeNull();
      expect(await store.queries.job("job_unknown")).toBeNull();
    });

    test("submitting again under the same key gives the first Workflow, and stores nothing", async () => {
      const [first, again] = [newWorkflow({ idempotencyKey: "k" }), newWorkflow({ idempotencyKey: "k" })];
      await store.workflows.create(first);
      expect(await store.workflows.create(again)).toEqual({ workflowId: idOf(first), created: false });
      expect(await store.workflows.load(idOf(again))).toBeNull();
      expect(await store.workflows.workflowIdOf(jobIdOf(again))).toBeNull();
    });

    test("of concurrent submissions under one key exactly one is stored", async () => {
      const submissions = Array.from({ length: 12 }, () => newWorkflow({ idempotencyKey: "race" }));
      const outcomes = await Promise.all(submissions.map((workflow) => store.workflows.create(workflow)));
      expect(outcomes.filter(({ created }) => created)).toHaveLength(1);
      expect(new Set(outcomes.map(({ workflowId }) => workflowId)).size).toBe(1);
      expect((await store.queries.list({ limit: 50, cursor: null })).workflows).toHaveLength(1);
    });

    test("concurrent submissions without a key are all stored", async () => {
      const submissions = Array.from({ length: 30 }, () => newWorkflow({ jobs: 2 }));
      await Promise.all(submissions.map((workflow) => store.workflows.create(workflow)));
      expect((await store.queries.list({ limit: 50, cursor: null })).workflows).toHaveLength(30);
    });

    test("a Workflow id that exists is a conflict", async () => {
      const workflow = newWorkflow();
      await store.workflows.create(workflow);
      await expect(store.workflows.create(workflow)).rejects.toMatchObject({ name: AppError.name, code: "conflict" });
    });

    test("P1: an older projection never replaces a newer one", async () => {
      const workflow = newWorkflow();
      await store.workflows.create(workflow);
      const summaryAt = (updatedAtMs: number) => ({
        ...workflow.summary,
        updatedAtMs,
        progressPercent: updatedAtMs % 100,
      });
      const jobAt = (projectedSeq: number) => ({ ...newJobOf(workflow), projectedSeq, progressPercent: projectedSeq });
      const base = workflow.summary.createdAtMs;
      const batchAt = (seq: number) => ({
        workflows: [summaryAt(base + seq)],
        jobs: [jobAt(seq)],
        tasks: [taskOf(workflow, "task_1", seq, { message: `at ${seq}` })],
      });
      for (const seq of [5, 9, 7, 9, 2]) await store.workflows.project(batchAt(seq));
      expect(await store.queries.summary(idOf(workflow))).toEqual(summaryAt(base + 9));
      expect(await store.queries.jobs(idOf(workflow))).toEqual([jobAt(9)]);
      expect(await store.queries.tasks(idOf(workflow))).toEqual([taskOf(workflow, "task_1", 9, { message: "at 9" })]);
    });

    test("P1: of several rows of one Task in a batch the newest stays", async () => {
      const workflow = newWorkflow();
      await store.workflows.create(workflow);
      const tasks = [3, 8, 5].map((seq) => taskOf(workflow, "task_1", seq));
      await store.workflows.project({ workflows: [], jobs: [], tasks });
      expect(await store.queries.tasks(idOf(workflow))).toEqual([taskOf(workflow, "task_1", 8)]);
    });

    test("a delete leaves nothing of a Workflow but its tombstone", async () => {
      const [doomed, other] = [await createdWithEverything(store), await createdWithEverything(store)];
      await end(store, doomed);
      await store.workflows.delete(idOf(doomed));

      expect(await traceOf(store, doomed)).toEqual({
        record: null,
        summary: null,
        jobs: [],
        tasks: [],
        secret: null,
        history: null,
        logs: [],
        owner: null,
      });
      await expect(store.history.readValue(idOf(doomed), "v")).rejects.toMatchObject({ code: "not_found" });
      expect(await store.audit.list({ limit: 10, subject: idOf(doomed) })).toMatchObject([
        { action: "workflow_deleted", actor: null, subject: idOf(doomed), details: { name: "test", jobCount: 1 } },
      ]);
      expect(await traceOf(store, other)).toMatchObject({ record: other.record, secret: "sealed" });
      expect(await store.history.readValue(idOf(other), "v")).toBe(1);
    });

    test("P2: a projection or an append that comes after the delete brings nothing back", async () => {
      const workflow = await createdWithEverything(store);
      await end(store, workflow);
      await store.workflows.delete(idOf(workflow));
      await store.workflows.project({
        workflows: [workflow.summary],
        jobs: [...workflow.jobs],
        tasks: [taskOf(workflow, "task_late", 99)],
      });
      const late = appendTo(workflow, { events: [fact(jobIdOf(workflow), 9)], values: [{ ref: "late", json: "1" }] });
      await expect(store.history.append([late])).rejects.toMatchObject({ code: "history_conflict" });
      expect(await traceOf(store, workflow)).toMatchObject({
        record: null,
        summary: null,
        jobs: [],
        tasks: [],
        history: null,
      });
    });

    test("the key of a deleted Workflow may be used again", async () => {
      const workflow = newWorkflow({ idempotencyKey: "again" });
      await store.workflows.create(workflow);
      await end(store, workflow);
      await store.workflows.delete(idOf(workflow));
      expect(await store.workflows.create(newWorkflow({ idempotencyKey: "again" }))).toMatchObject({ created: true });
    });

    test("a Workflow that has not ended is not deleted", async () => {
      const workflow = newWorkflow({ jobs: 2 });
      await store.workflows.create(workflow);
      const ending = { kind: "job_completed", jobId: jobIdOf(workflow, 1), seq: 2, atMs: 1 } as const;
      await store.history.append([appendTo(workflow, { events: [ending] })]);
      await expect(store.workflows.delete(idOf(workflow))).rejects.toMatchObject({ code: "conflict" });
      await expect(store.workflows.delete("wf-unknown")).rejects.toMatchObject({ code: "not_found" });
      expect(await store.workflows.load(idOf(workflow))).toEqual(workflow.record);
    });
  });

function newJobOf(workflow: NewWorkflow) {
  const [job] = workflow.jobs;
  if (job === undefined) throw new Error("The Workflow has no Job.");
  return job;
}

async function createdWithEverything(store: Store): Promise<NewWorkflow> {
  const workflow = newWorkflow({ sealedSecret: "sealed", values: [{ ref: "v", json: "1" }] });
  const jobId = jobIdOf(workflow);
  await store.workflows.create(workflow);
  await store.history.append([appendTo(workflow, { events: [fact(jobId, 2)], logs: [logLine(jobId, 1)] })]);
  await store.history.saveSnapshot(snapshotAt(workflow, 2));
  const task = taskOf(workflow, `task_of_${jobId}`, 2);
  await store.workflows.project({ workflows: [workflow.summary], jobs: [...workflow.jobs], tasks: [task] });
  return workflow;
}

/** In history only: the projection is what may be behind. */
async function end(store: Store, workflow: NewWorkflow): Promise<void> {
  const jobId = jobIdOf(workflow);
  const seq = ((await store.history.readEvents(jobId, 0, 1_000)).at(-1)?.seq ?? 0) + 1;
  await store.history.append([appendTo(workflow, { events: [{ kind: "job_completed", jobId, seq, atMs: seq }] })]);
}

async function traceOf(store: Store, workflow: NewWorkflow) {
  const { workflowId } = workflow.record;
  const jobId = jobIdOf(workflow);
  return {
    record: await store.workflows.load(workflowId),
    summary: await store.queries.summary(workflowId),
    jobs: await store.queries.jobs(workflowId),
    tasks: await store.queries.tasks(workflowId),
    secret: await store.secrets.sealedSecretOf(workflowId),
    history: await store.history.loadJob(jobId),
    logs: await store.history.readLogs(jobId, 0, 10),
    owner: await store.workflows.workflowIdOf(jobId),
  };
}
