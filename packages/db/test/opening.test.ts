import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { AppError } from "@gantry/contracts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../src/index.ts";
import { appendTo, fact, jobIdOf, logLine, newOwnerId, newWorkflow } from "./conformance/fixtures.ts";

describe("opening the embedded store", () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), "gantry-opening-"));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const open = (dir = dataDir) => openStore({ databaseUrl: null, dataDir: dir, ownerId: newOwnerId() });
  const lockFile = () => path.join(dataDir, "gantry.lock");
  const runSql = async (script: string): Promise<void> => {
    const connection = await new PrismaLibSql({ url: `file:${path.join(dataDir, "gantry.db")}` }).connect();
    await connection.executeScript(script).finally(() => connection.dispose());
  };
  const refusal = async (opening: Promise<unknown>): Promise<AppError> => {
    const error: unknown = await opening.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(AppError);
    return error as AppError;
  };

  test("makes the directory, and leaves it unlocked when it closes", async () => {
    const dir = path.join(dataDir, "not", "yet");
    const store = await open(dir);
    expect(await readdir(dir)).toContain("gantry.lock");
    await store.close();
    await store.close();
    expect(await readdir(dir)).toContain("gantry.db");
    expect(await readdir(dir)).not.toContain("gantry.lock");
  });

  test("a second store on the directory is refused, and told which process holds it", async () => {
    await using _store = await open();
    const error = await refusal(open());
    expect(error.code).toBe("conflict");
    expect(error.message).toContain(`process ${process.pid}`);
    expect(error.message).toContain("GANTRY_DATA_DIR");
  });

  test("a directory that is removed while it is in use takes nothing more, until it is put back", async () => {
    await using store = await open();
    const aside = `${dataDir}-aside`;
    await rename(dataDir, aside);
    const error = await refusal(store.workflows.create(newWorkflow()));
    expect(error.code).toBe("unavailable");
    expect(error.message).toContain("was removed or replaced");
    await rename(aside, dataDir);
    expect(await store.workflows.create(newWorkflow())).toMatchObject({ created: true });
  });

  test("a database file that was cut off to nothing is not taken for a new one", async () => {
    await (await open()).close();
    await writeFile(path.join(dataDir, "gantry.db"), "");
    const error = await refusal(open());
    expect(error.code).toBe("unavailable");
    expect(error.message).toContain("gantry.db has been emptied");
    await rm(path.join(dataDir, "gantry.db"));
    await (await open()).close();
  });

  test("the lock of a dead process is taken over", async () => {
    const dead = spawn("true");
    await once(dead, "exit");
    const store = await open();
    const held = JSON.parse(await readFile(lockFile(), "utf8")) as object;
    await store.close();
    await writeFile(lockFile(), JSON.stringify({ ...held, pid: dead.pid, lockId: "dead" }));
    await (await open()).close();
  });

  test("the lock of a former process that had our number is taken over", async () => {
    const store = await open();
    const held = JSON.parse(await readFile(lockFile(), "utf8")) as object;
    await store.close();
    await writeFile(lockFile(), JSON.stringify({ ...held, startTicks: "1", lockId: "former" }));
    await (await open()).close();
  });

  test("a lock file that says nothing is taken over", async () => {
    await writeFile(lockFile(), "");
    await (await open()).close();
  });

  test("of many stores that find a stale lock at once exactly one opens", async () => {
    await writeFile(lockFile(), "{}");
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => open()));
    const opened = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    for (const store of opened) await store.close();
    expect(opened).toHaveLength(1);
  });

  test("a file that is no database is refused, and left as it is", async () => {
    const file = path.join(dataDir, "gantry.db");
    await writeFile(file, "this is not a database, however long it may be ".repeat(100));
    const error = await refusal(open());
    expect(error.code).toBe("unavailable");
    expect(error.message).toContain(file);
    expect(error.message).toMatch(/backup/);
    expect(await readFile(file, "utf8")).toMatch(/^this is not a database/);
    expect(await readdir(dataDir)).not.toContain("gantry.lock");
  });

  test("a directory that can't be one is refused, and the message says what to do", async () => {
    const file = path.join(dataDir, "file");
    await writeFile(file, "");
    const error = await refusal(open(path.join(file, "data")));
    expect(error.code).toBe("unavailable");
    expect(error.message).toContain("GANTRY_DATA_DIR");
  });

  test("a schema that is newer than the program is refused", async () => {
    await (await open()).close();
    await runSql(`INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at")
      VALUES ('x', 'x', '20991231000000_from_the_future', current_timestamp)`);
    const error = await refusal(open());
    expect(error.code).toBe("conflict");
    expect(error.message).toContain("20991231000000_from_the_future");
    expect(error.message).toMatch(/newer Gantry/);
  });

  test("a migration that was changed by other hands, or did not finish, is refused", async () => {
    await (await open()).close();
    await runSql(`UPDATE "_prisma_migrations" SET "checksum" = 'other'`);
    expect((await refusal(open())).message).toMatch(/not the one of this program/);
    await runSql(`UPDATE "_prisma_migrations" SET "finished_at" = NULL`);
    expect((await refusal(open())).message).toMatch(/did not finish/);
  });

  test("it writes ahead and syncs every commit, also after transactions, and opens no file for them", async () => {
    const store = await open();
    const workflow = newWorkflow();
    const jobId = jobIdOf(workflow);
    await store.workflows.create(workflow);
    const openFiles = async (): Promise<number> => (await readdir("/proc/self/fd")).length;
    const before = await openFiles();
    for (let seq = 2; seq < 100; seq += 1) {
      await store.history.append([appendTo(workflow, { events: [fact(jobId, seq)], logs: [logLine(jobId, seq - 1)] })]);
    }
    expect(await openFiles()).toBeLessThanOrEqual(before);
    expect(await readdir(dataDir)).toContain("gantry.db-wal");
    await store.checkpoint?.();
    await store.close();
  });

  test("a tight loop of appends lets timers and sockets have their turn", async () => {
    const store = await open();
    const workflow = newWorkflow();
    const jobId = jobIdOf(workflow);
    await store.workflows.create(workflow);
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    for (let seq = 2; seq < 200; seq += 1)
      await store.history.append([appendTo(workflow, { events: [fact(jobId, seq)] })]);
    clearInterval(timer);
    await store.close();
    expect(turns).toBeGreaterThan(0);
  });
});

describe("opening the store on PostgreSQL", () => {
  const open = (databaseUrl: string) => openStore({ databaseUrl, dataDir: "unused", ownerId: newOwnerId() });

  test("a URL of another kind is invalid input", async () => {
    await expect(open("mysql://localhost/x")).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("a server that does not answer is unavailable, and its password is not in the message", async () => {
    const opening = open("postgresql://user:hunter2@127.0.0.1:1/gantry");
    await expect(opening).rejects.toMatchObject({ code: "unavailable" });
    await expect(opening).rejects.not.toThrow(/hunter2/);
  });
});
