import { once } from "node:events";
import { spawn } from "node:child_process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { appendStatements } from "../src/append-statements.ts";
import { postgresqlDialect } from "../src/postgresql/postgresql-dialect.ts";
import { toQuery } from "../src/postgresql/sql-query.ts";
import { appendTo, fact, jobIdOf, newOwnerId, newWorkflow } from "./conformance/fixtures.ts";
import type { StoreHarness, TestDatabase } from "./conformance/harness.ts";

/** What only a shared database can show: two servers that live at once. */
export const describeSeveralServers = (harness: () => StoreHarness) =>
  describe("several servers", () => {
    let database: TestDatabase;
    beforeEach(async () => {
      database = await harness().createDatabase();
    });
    afterEach(() => database.remove());

    const sql = async (text: string): Promise<void> => {
      const connection = await new PrismaPg(database.options.databaseUrl ?? "").connect();
      await connection.executeScript(text).finally(() => connection.dispose());
    };

    test("servers that start at once on an empty database migrate it once", async () => {
      const stores = await Promise.all(Array.from({ length: 5 }, () => database.open()));
      for (const store of stores)
        expect(await store.queries.list({ limit: 1, cursor: null })).toMatchObject({ workflows: [] });
    });

    test("what a living server owns is not taken over", async () => {
      const [aliveId, otherId] = [newOwnerId(), newOwnerId()];
      const alive = await database.open({ ownerId: aliveId });
      const other = await database.open({ ownerId: otherId });
      await alive.workflows.create(newWorkflow({ ownerId: aliveId }));
      expect(await other.workflows.claimAbandoned(otherId)).toEqual([]);
    });

    test("what a silent server owns is taken over by exactly one of the others", async () => {
      const silentId = newOwnerId();
      const silent = await database.open({ ownerId: silentId, heartbeatIntervalMs: 3_600_000 });
      const workflows = Array.from({ length: 10 }, () => newWorkflow({ ownerId: silentId }));
      for (const workflow of workflows) await silent.workflows.create(workflow);
      await sql(`UPDATE "Server" SET "heartbeatAtMs" = "heartbeatAtMs" - 60000, "hostname" = 'elsewhere'`);

      const claims = await Promise.all(
        [newOwnerId(), newOwnerId(), newOwnerId()].map(async (ownerId) => {
          const store = await database.open({ ownerId });
          return store.workflows.claimAbandoned(ownerId);
        }),
      );
      const claimed = claims.flat().map(({ workflowId }) => workflowId);
      expect(claimed.sort()).toEqual(workflows.map(({ record }) => record.workflowId).sort());
    });

    test("the server of a dead process of this machine is gone before its heartbeat is old", async () => {
      const deadId = newOwnerId();
      const dead = await database.open({ ownerId: deadId, heartbeatIntervalMs: 3_600_000 });
      await dead.workflows.create(newWorkflow({ ownerId: deadId }));
      const process = spawn("true");
      await once(process, "exit");
      await sql(`UPDATE "Server" SET "pid" = ${process.pid}`);

      const ownerId = newOwnerId();
      const next = await database.open({ ownerId });
      expect(await next.workflows.claimAbandoned(ownerId)).toHaveLength(1);
    });

    test("A3: a Workflow changes hands only after the append that is under way, so that its new owner sees it", async () => {
      const [formerId, nextId] = [newOwnerId(), newOwnerId()];
      const former = await database.open({ ownerId: formerId, heartbeatIntervalMs: 3_600_000 });
      const next = await database.open({ ownerId: nextId });
      const workflow = newWorkflow({ ownerId: formerId });
      const jobId = jobIdOf(workflow);
      await former.workflows.create(workflow);
      await sql(`UPDATE "Server" SET "heartbeatAtMs" = 0 WHERE "ownerId" = '${formerId}'`);

      const connection = await new PrismaPg(database.options.databaseUrl ?? "").connect();
      const underWay = await connection.startTransaction();
      for (const each of appendStatements(postgresqlDialect)([appendTo(workflow, { events: [fact(jobId, 2)] })])) {
        await underWay.executeRaw(toQuery(each));
      }
      const claiming = next.workflows.claimAbandoned(nextId);
      const first = await Promise.race([claiming.then(() => "claimed"), someoneWaits(connection)]);
      await underWay.executeRaw(toQuery({ sql: "COMMIT", parameters: [] }));
      await underWay.commit();
      await connection.dispose();

      expect(first).toBe("waiting");
      expect(await claiming).toMatchObject([{ leaseToken: 2 }]);
      expect(await next.history.readEvents(jobId, 1, 10)).toEqual([fact(jobId, 2)]);
      const late = former.history.append([appendTo(workflow, { events: [fact(jobId, 3)] })]);
      await expect(late).rejects.toMatchObject({ code: "history_conflict" });
    });
  });

/** Asks until some session of this database waits for a lock. */
async function someoneWaits(connection: SqlDriverAdapter): Promise<string> {
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  for (;;) {
    const { rows } = await connection.queryRaw(toQuery({ sql: waiting, parameters: [] }));
    if (rows.length > 0) return "waiting";
  }
}
