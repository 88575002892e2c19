import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../src/index.ts";
import { jobIdOf, newWorkflow, taskOf } from "./fixtures.ts";
import type { StoreHarness, TestDatabase } from "./harness.ts";

export const describeOperations = (harness: () => StoreHarness) =>
  describe("operations", () => {
    let database: TestDatabase;
    let store: Store;
    beforeEach(async () => {
      database = await harness().createDatabase();
      store = await database.open();
    });
    afterEach(() => database.remove());

    let createdAtMs = 1_800_000_000_000;
    const create = async (options: { type?: string; parentJobId?: string; status?: "pending" | "completed" } = {}) => {
      const { type = "training", parentJobId = null, status = "pending" } = options;
      createdAtMs += 1;
      const plain = newWorkflow({ name: `a ${type}`, createdAtMs });
      const { record, summary, jobs } = plain;
      const flowId = `operation:My_Service/${type}`;
      const facts = { service: "My_Service", operationType: type };
      const routine = { name: type, execution: "operation" as const, implementation: type, config: facts };
      const routines = [{ ...routine, slots: [], events: [], errorPolicy: null, attemptTimeoutMs: null }];
      const workflow = {
        ...plain,
        record: { ...record, origin: "operation" as const, flow: { ...record.flow, flowId, routines } },
        summary: { ...summary, origin: "operation" as const, flowId, status },
        jobs: jobs.map((job) => ({ ...job, parentJobId, status })),
      };
      await store.workflows.create(workflow);
      return workflow;
    };
    const createId = async (options: Parameters<typeof create>[0] = {}) => jobIdOf(await create(options));
    const idsOf = async (filter: Partial<Parameters<Store["operations"]["list"]>[0]>) => {
      const { operations } = await store.operations.list({ limit: 10, offset: 0, ...filter });
      return operations.map(({ job }) => job.jobId);
    };

    test("an operation is found with what it was started with, and with its task once that is projected", async () => {
      const workflow = await create();
      const jobId = jobIdOf(workflow);
      const expected = { name: "a training", facts: { operationType: "training" }, task: null };
      expect(await store.operations.find(jobId)).toMatchObject(expected);
      const task = taskOf(workflow, "task_1", 2, { progressDetail: { currentStep: 3 } });
      await store.workflows.project({ workflows: [], jobs: [], tasks: [task] });
      expect(await store.operations.find(jobId)).toMatchObject({ task: { progressDetail: { currentStep: 3 } } });
    });

    test("a job of another origin is no operation", async () => {
      const workflow = newWorkflow();
      await store.workflows.create(workflow);
      expect(await store.operations.find(jobIdOf(workflow))).toBeNull();
      expect(await store.operations.list({ limit: 10, offset: 0 })).toEqual({
        operations: [],
        total: 0,
        activeCount: 0,
      });
    });

    test("a list is newest first, in pages, with the count of all that match and of all that are active", async () => {
      const ids = [await createId(), await createId({ status: "completed" }), await createId()].reverse();
      expect(await store.operations.list({ limit: 2, offset: 1 })).toMatchObject({ total: 3, activeCount: 2 });
      expect(await idsOf({ limit: 2, offset: 1 })).toEqual(ids.slice(1));
      expect(await idsOf({ activeOnly: true })).toEqual([ids[0], ids[2]]);
      expect(await idsOf({ status: "completed" })).toEqual([ids[1]]);
    });

    test("a type is found by itself and with its service, and is not taken for a pattern", async () => {
      const training = await createId({ type: "train_ing" });
      await createId({ type: "train-ing" });
      await createId({ type: "re/train_ing" });
      expect(await idsOf({ operationType: "My_Service/train_ing" })).toEqual([training]);
      expect(await idsOf({ operationType: "train_ing" })).toContain(training);
      expect(await idsOf({ operationType: "rain_ing" })).toEqual([]);
    });

    test("children are found by their parent, and roots by having none", async () => {
      const root = await createId();
      const children = [await createId({ parentJobId: root }), await createId({ parentJobId: root })].reverse();
      expect(await idsOf({ parentJobId: root })).toEqual(children);
      expect(await idsOf({ parentJobId: null })).toEqual([root]);
    });
  });
