import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore, openStoreReader, type Store, type StoreReader } from "../src/index.ts";
import { startPostgresForTests } from "../src/testing/index.ts";
import { appendTo, fact, jobIdOf, newOwnerId, newWorkflow } from "./conformance/fixtures.ts";

type Where = { readonly databaseUrl: string | null; readonly dataDir: string };

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "gantry-reading-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function idsOf(reader: StoreReader): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of reader.census.workflowIds()) ids.push(id);
  return ids;
}

/** What holds for both databases. */
async function readsBesideAWriter(where: Where): Promise<void> {
  await using store: Store = await openStore({ ...where, ownerId: newOwnerId() });
  await using reader = await openStoreReader(where);
  const workflow = newWorkflow();
  const jobId = jobIdOf(workflow);
  await store.workflows.create(workflow);
  expect(await idsOf(reader)).toEqual([workflow.record.workflowId]);
  await store.history.append([appendTo(workflow, { events: [fact(jobId, 2)] })]);
  expect((await reader.history.readEvents(jobId, 0, 10)).map(({ seq }) => seq)).toEqual([1, 2]);
  expect(await reader.workflows.load(workflow.record.workflowId)).toMatchObject({ jobIds: [jobId] });
  expect(await reader.census.orphans()).toEqual([]);
}

describe("a reader of the embedded database", () => {
  test("sees at once what a server beside it commits, and asks for no lock", async () => {
    await readsBesideAWriter({ databaseUrl: null, dataDir });
  });

  test("says what is left of something that is gone", async () => {
    const where = { databaseUrl: null, dataDir };
    const store = await openStore({ ...where, ownerId: newOwnerId() });
    const workflow = newWorkflow();
    await store.workflows.create(workflow);
    await store.close();
    const driver = await new PrismaLibSql({ url: `file:${path.join(dataDir, "gantry.db")}` }).connect();
    await driver.executeScript(`DELETE FROM "Job"; DELETE FROM "Lease";`).finally(() => driver.dispose());
    await using reader = await openStoreReader(where);
    expect(await reader.census.orphans()).toEqual(["1 history events of no job", "1 workflows without a lease"]);
  });

  test("makes no database where there is none, and touches no foreign schema", async () => {
    await expect(openStoreReader({ databaseUrl: null, dataDir })).rejects.toMatchObject({ code: "not_found" });
    const where = { databaseUrl: null, dataDir };
    await (await openStore({ ...where, ownerId: newOwnerId() })).close();
    const driver = await new PrismaLibSql({ url: `file:${path.join(dataDir, "gantry.db")}` }).connect();
    await driver.executeScript(`UPDATE "_prisma_migrations" SET "checksum" = 'x';`).finally(() => driver.dispose());
    await expect(openStoreReader(where)).rejects.toMatchObject({ code: "conflict" });
  });
});

const postgres = await startPostgresForTests();
describe("a reader of PostgreSQL", () => {
  if (postgres.kind === "missing") {
    test.skip(postgres.reason);
    return;
  }
  afterAll(() => postgres.stop());
  test("sees at once what a server beside it commits", async () => {
    await readsBesideAWriter({ databaseUrl: await postgres.createDatabase(), dataDir: "unused" });
  });
  test("a database that does not answer is a sentence", async () => {
    const nowhere = { databaseUrl: "postgresql://nobody@127.0.0.1:1/none", dataDir: "unused" };
    await expect(openStoreReader(nowhere)).rejects.toMatchObject({ code: "unavailable" });
  });
});
