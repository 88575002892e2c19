import { describe, expect, test } from "vitest";
import {
  CancellationError,
  CancellationToken,
  JobManager,
  type ManagedJob,
  type OperationRun,
  type OperationsService,
} from "../src/index.ts";
import { Gate } from "./gate.ts";
import { openOperations, requestOf } from "./operation-fixture.ts";

const managerOf = (operations: OperationsService) => new JobManager({ operations, service: "Test" });

const job = <T>(name: string, work: (run: OperationRun) => T | Promise<T>, rest: Partial<ManagedJob<T>> = {}) => ({
  name,
  operationFunc: work,
  ...rest,
});

/** Runs `work` as a parent operation. */
const asParent = <T>(operations: OperationsService, work: (run: OperationRun) => Promise<T>) =>
  operations.run(requestOf(work, { operationName: "parent" }));

describe("page 5: JobManager.executeJobs", () => {
  test("results come in input order, whatever the order in which the jobs end; each is a child of its own", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const ended: string[] = [];
    const last = new Gate();
    const { operationId, result } = await asParent(operations, ({ cancellationToken }) =>
      managerOf(operations).executeJobs(
        [
          job("slow", async () => {
            await last.wait();
            ended.push("slow");
            return 1;
          }),
          job("quick", () => {
            ended.push("quick");
            last.open();
            return 2;
          }),
        ],
        { cancellationToken },
      ),
    );
    expect([result, ended]).toEqual([
      [1, 2],
      ["quick", "slow"],
    ]);
    const children = await operations.children(operationId);
    expect(children.map(({ name, status, parentOperationId }) => [name, status, parentOperationId])).toEqual([
      ["quick", "completed", operationId],
      ["slow", "completed", operationId],
    ]);
  });

  test("at most `concurrency` jobs run at once, and as many as that", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const gates = Array.from({ length: 5 }, () => new Gate());
    let [running, peak] = [0, 0];
    const jobs = gates.map((gate, index) =>
      job(`job ${String(index)}`, async () => {
        running += 1;
        peak = Math.max(peak, running);
        if (running === 2) for (const each of gates) each.open();
        await gate.wait();
        running -= 1;
      }),
    );
    await asParent(operations, ({ cancellationToken }) =>
      managerOf(operations).executeJobs(jobs, { cancellationToken, concurrency: 2 }),
    );
    expect(peak).toBe(2);
  });

  test("a job starts after all that it depends on have completed", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const order: string[] = [];
    const note = (name: string) => job(name, () => void order.push(name));
    await asParent(operations, ({ cancellationToken }) =>
      managerOf(operations).executeJobs([note("report"), note("load"), note("clean")], {
        cancellationToken,
        dependencies: { report: ["clean", "load"], clean: ["load"] },
      }),
    );
    expect(order).toEqual(["load", "clean", "report"]);
  });

  test.each([
    [{ a: ["b"], b: ["a"] }, "these jobs wait for each other: a → b → a"],
    [{ a: ["c"] }, 'there is no job "c"'],
  ])("dependencies that cannot be kept are refused before anything starts: %j", async (dependencies, message) => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const jobs = [job("a", () => 1), job("b", () => 2)];
    const parent = asParent(operations, ({ cancellationToken }) =>
      managerOf(operations).executeJobs(jobs, { cancellationToken, dependencies }),
    );
    await expect(parent).rejects.toThrow(message);
    expect((await operations.list()).total).toBe(1);
  });

  test("failFast: the first failure cancels the others, starts nothing more, and is thrown", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const broken = new RangeError("segment 2 is broken");
    const parent = asParent(operations, ({ cancellationToken }) =>
      managerOf(operations).executeJobs(
        [
          job("running", (run) => run.cancellationToken.waitForCancellation()),
          job("broken", () => Promise.reject(broken)),
          job("never started", () => "?"),
        ],
        { cancellationToken, concurrency: 2 },
      ),
    );
    await expect(parent).rejects.toBe(broken);
    const statuses = (await operations.list()).operations.map(({ name, status, reason }) => [name, status, reason]);
    expect(statuses).toContainEqual(["running", "cancelled", "Another job failed: segment 2 is broken"]);
    expect(statuses.map(([name]) => name)).not.toContain("never started");
  });

  test("failFast: false tells the outcome of each, in input order; what waited for a failed one is skipped", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const broken = new Error("broken");
    const { result } = await asParent(operations, async ({ cancellationToken }) => {
      const jobs = [job("a", () => Promise.reject<number>(broken)), job("b", () => 2), job("c", () => 3)];
      const outcomes = await managerOf(operations).executeJobs(jobs, {
        cancellationToken,
        failFast: false,
        dependencies: { c: ["a"] },
      });
      return outcomes.map((outcome) =>
        outcome.status === "failed" ? { status: "failed", same: outcome.error === broken } : outcome,
      );
    });
    expect(result).toEqual([
      { status: "failed", same: true },
      { status: "completed", result: 2 },
      { status: "skipped", reason: 'It waited for job "a", which did not complete' },
    ]);
  });

  test("what waited for a skipped job is skipped too, in whatever order the jobs are given", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const jobs = [job("c", () => 3), job("b", () => 2), job("a", () => Promise.reject<number>(new Error("broken")))];
    const outcomes = await managerOf(operations).executeJobs(jobs, {
      cancellationToken: new CancellationToken(),
      failFast: false,
      dependencies: { c: ["b"], b: ["a"] },
    });
    expect(outcomes.map(({ status }) => status)).toEqual(["skipped", "skipped", "failed"]);
  });

  test("a concurrency that would start nothing is refused", async () => {
    await using fixture = openOperations();
    const options = { cancellationToken: new CancellationToken(), concurrency: 0 };
    await expect(managerOf(fixture.operations).executeJobs([job("a", () => 1)], options)).rejects.toThrow(
      "concurrency must be a whole number above 0, not 0",
    );
  });

  test("the jobs' progress is a weighted part of the parent's, within the step it has begun", async () => {
    await using fixture = openOperations();
    const { clock, operations } = fixture;
    const gates = [new Gate(), new Gate()];
    const [small, large] = gates.map((gate, index) =>
      job(
        `job ${String(index)}`,
        async ({ progressManager }) => {
          progressManager.updateProgress({ percentage: 50 });
          await gate.wait();
        },
        { weight: index === 0 ? 1 : 3 },
      ),
    );
    const { operationId } = await operations.start(
      requestOf(async ({ cancellationToken, progressManager }) => {
        progressManager.startStep("Loading", 1, { from: 20, to: 60 });
        await managerOf(operations).executeJobs(
          [small, large].filter((each) => each !== undefined),
          { cancellationToken },
        );
      }),
    );
    const percentage = async () => {
      await clock.advance(200); // progress is recorded ten times a second
      return (await operations.get(operationId)).progress.percentage;
    };
    expect(await percentage()).toBe(40); // half of both
    gates[0]?.open();
    expect(await percentage()).toBe(45); // all of the small one
    gates[1]?.open();
    await operations.waitForCompletion(operationId);
    const { samples } = await operations.progressSamples(operationId);
    expect(samples.at(-1)?.progress).toMatchObject({ percentage: 60, itemsProcessed: 2, totalItems: 2 });
  });

  test("a cancelled parent stops its jobs, and starts no more of them", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const begun = new Gate();
    const jobs = ["first", "second"].map((name) =>
      job(name, (run) => {
        begun.open();
        return run.cancellationToken.waitForCancellation();
      }),
    );
    const parent = await operations.start(
      requestOf(({ cancellationToken }) =>
        managerOf(operations).executeJobs(jobs, { cancellationToken, concurrency: 1 }),
      ),
    );
    await begun.wait();
    await operations.cancel(parent.operationId, "by the user");
    await expect(operations.waitForCompletion(parent.operationId)).rejects.toThrow(
      new CancellationError("by the user"),
    );
    const children = await operations.children(parent.operationId);
    expect(children.map(({ name, status }) => [name, status])).toEqual([["first", "cancelled"]]);
  });

  test("a token that belongs to no operation runs the jobs as operations of their own", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    const jobs = [job("a", () => 1), job("b", () => 2)];
    expect(await managerOf(operations).executeJobs(jobs, { cancellationToken: new CancellationToken() })).toEqual([
      1, 2,
    ]);
    const { operations: listed } = await operations.list();
    expect(listed.map(({ parentOperationId }) => parentOperationId)).toEqual([null, null]);
  });
});
