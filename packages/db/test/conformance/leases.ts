import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { appendTo, fact, facts, jobIdOf, newOwnerId, newWorkflow } from "./fixtures.ts";
import type { StoreHarness, TestDatabase } from "./harness.ts";

export const describeLeases = (harness: () => StoreHarness) =>
  describe("leases", () => {
    let database: TestDatabase;
    beforeEach(async () => {
      database = await harness().createDatabase();
    });
    afterEach(() => database.remove());

    test("a server that starts takes over what the former one left unfinished, and only that", async () => {
      const [formerId, nextId] = [newOwnerId(), newOwnerId()];
      const former = await database.open({ ownerId: formerId });
      const older = newWorkflow({ ownerId: formerId, createdAtMs: 1 });
      const newer = newWorkflow({ ownerId: formerId, createdAtMs: 2 });
      const ended = newWorkflow({ ownerId: formerId, createdAtMs: 3 });
      for (const workflow of [newer, older, ended]) await former.workflows.create(workflow);
      const completed = { ...ended.summary, status: "completed" as const, finishedAtMs: 9 };
      await former.workflows.project({ workflows: [completed], jobs: [], tasks: [] });
      await former.close();

      const next = await database.open({ ownerId: nextId });
      expect(await next.workflows.claimAbandoned(nextId)).toEqual([
        { ...older.record, leaseToken: 2 },
        { ...newer.record, leaseToken: 2 },
      ]);
      expect(await next.workflows.claimAbandoned(nextId)).toEqual([]);
    });

    test("what the former owner still tries is refused", async () => {
      const [formerId, nextId] = [newOwnerId(), newOwnerId()];
      const former = await database.open({ ownerId: formerId });
      const workflow = newWorkflow({ ownerId: formerId });
      const jobId = jobIdOf(workflow);
      await former.workflows.create(workflow);
      await former.history.append([appendTo(workflow, { events: [fact(jobId, 2)] })]);
      await former.close();

      const next = await database.open({ ownerId: nextId });
      await next.workflows.claimAbandoned(nextId);
      const zombie = appendTo(workflow, { events: [fact(jobId, 3)] });
      await expect(next.history.append([zombie])).rejects.toMatchObject({ code: "history_conflict" });
      await next.history.append([appendTo(workflow, { events: [fact(jobId, 3)], leaseToken: 2 })]);
      expect(await next.history.readEvents(jobId, 1, 10)).toEqual(facts(jobId, 2, 3));
    });

    test("a server does not take over from itself", async () => {
      const ownerId = newOwnerId();
      const store = await database.open({ ownerId });
      await store.workflows.create(newWorkflow({ ownerId }));
      expect(await store.workflows.claimAbandoned(ownerId)).toEqual([]);
    });

    test("an owner id that was used before is refused, because its Workflows would be nobody's to recover", async () => {
      const ownerId = newOwnerId();
      const store = await database.open({ ownerId });
      await store.workflows.create(newWorkflow({ ownerId }));
      await store.close();
      await expect(database.open({ ownerId })).rejects.toMatchObject({ code: "conflict" });
    });
  });
