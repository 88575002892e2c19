import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newOwnerId } from "./fixtures.ts";
import type { StoreHarness, TestDatabase } from "./harness.ts";

export const describeDurability = (harness: () => StoreHarness) =>
  describe("durability", () => {
    let database: TestDatabase;
    beforeEach(async () => {
      database = await harness().createDatabase();
    });
    afterEach(() => database.remove());

    test.each([1, 30, 200])(
      "what was acknowledged before kill -9 after %i appends is there, without a gap, and another server goes on",
      async (appends) => {
        const { jobId, lastSeq } = await killedWriter(database, appends);
        const ownerId = newOwnerId();
        const store = await database.open({ ownerId });

        const events = await store.history.readEvents(jobId, 0, 1_000_000);
        expect(events.length).toBeGreaterThanOrEqual(lastSeq);
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
        // One transaction: as many lines as appends, not one more or less.
        expect(await store.history.lastLogSeq(jobId)).toBe(events.length - 1);
        expect(await store.workflows.claimAbandoned(ownerId)).toMatchObject([{ jobIds: [jobId], leaseToken: 2 }]);
      },
    );
  });

/** @returns what the writer said before it was killed. */
async function killedWriter({ options }: TestDatabase, appends: number): Promise<{ jobId: string; lastSeq: number }> {
  const writer = fileURLToPath(new URL("writer.ts", import.meta.url));
  const args = [
    "--conditions=source",
    "--import",
    "tsx",
    writer,
    options.databaseUrl ?? "-",
    options.dataDir,
    newOwnerId(),
  ];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  let jobId = "";
  let lastSeq = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (jobId === "") jobId = line;
    else lastSeq = Number(line);
    if (lastSeq > appends) child.kill("SIGKILL");
  }
  await exited;
  return { jobId, lastSeq };
}
