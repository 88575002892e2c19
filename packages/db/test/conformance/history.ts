import { AppError } from "@gantry/contracts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../src/index.ts";
import { appendTo, fact, facts, jobIdOf, logLine, newWorkflow, snapshotAt } from "./fixtures.ts";
import type { StoreHarness, TestDatabase } from "./harness.ts";

const conflict: unknown = expect.objectContaining({ name: AppError.name, code: "history_conflict" });

export const describeHistory = (harness: () => StoreHarness) =>
  describe("history", () => {
    let database: TestDatabase;
    let store: Store;
    beforeEach(async () => {
      database = await harness().createDatabase();
      store = await database.open();
    });
    afterEach(() => database.remove());

    const create = async (options: Parameters<typeof newWorkflow>[0] = {}) => {
      const workflow = newWorkflow(options);
      await store.workflows.create(workflow);
      return workflow;
    };

    test("A1: of two appends of one seq the second is refused, and leaves nothing", async () => {
      const workflow = await create();
      const jobId = jobIdOf(workflow);
      await store.history.append([appendTo(workflow, { events: [fact(jobId, 2)] })]);

      const late = appendTo(workflow, { events: facts(jobId, 2, 4), logs: [logLine(jobId, 1)] });
      await expect(store.history.append([late])).rejects.toThrow(conflict);

      expect(await store.history.readEvents(jobId, 1, 10)).toEqual([fact(jobId, 2)]);
      expect(await store.history.lastLogSeq(jobId)).toBe(0);
    });

    test("A2: an append under a token that is not the lease's is refused", async () => {
      const workflow = await create();
      const events = [fact(jobIdOf(workflow), 2)];
      await expect(store.history.append([appendTo(workflow, { events, leaseToken: 2 })])).rejects.toThrow(conflict);
      await expect(store.history.append([appendTo(workflow, { events, leaseToken: 0 })])).rejects.toThrow(conflict);
      expect(await store.history.readEvents(jobIdOf(workflow), 1, 10)).toEqual([]);
    });

    test("A2: log lines alone are fenced too", async () => {
      const workflow = await create();
      const append = appendTo(workflow, { logs: [logLine(jobIdOf(workflow), 1)], leaseToken: 2 });
      await expect(store.history.append([append])).rejects.toThrow(conflict);
    });

    test("an append to a Workflow that does not exist is refused", async () => {
      const unknown = newWorkflow();
      const append = appendTo(unknown, { events: [fact(jobIdOf(unknown), 1)] });
      await expect(store.history.append([append])).rejects.toThrow(conflict);
    });

    test("a group commit carries several Workflows, each with its own lease", async () => {
      const [one, two] = [await create(), await create({ jobs: 2 })];
      await store.history.append([
        appendTo(one, { events: facts(jobIdOf(one), 2, 3) }),
        appendTo(two, { events: [fact(jobIdOf(two, 1), 2), fact(jobIdOf(two, 0), 2)] }),
      ]);
      expect(await store.history.readEvents(jobIdOf(one), 1, 10)).toEqual(facts(jobIdOf(one), 2, 3));
      expect(await store.history.readEvents(jobIdOf(two, 1), 1, 10)).toEqual([fact(jobIdOf(two, 1), 2)]);
    });

    test("one refused Workflow refuses the whole group commit", async () => {
      const [good, bad] = [await create(), await create()];
      const appends = [
        appendTo(good, { events: [fact(jobIdOf(good), 2)], logs: [logLine(jobIdOf(good), 1)] }),
        appendTo(bad, { events: [fact(jobIdOf(bad), 2)], leaseToken: 9 }),
      ];
      await expect(store.history.append(appends)).rejects.toThrow(conflict);
      expect(await store.history.readEvents(jobIdOf(good), 1, 10)).toEqual([]);
    });

    test("a conflict in the log leaves neither events nor values", async () => {
      const workflow = await create();
      const jobId = jobIdOf(workflow);
      await store.history.append([appendTo(workflow, { logs: [logLine(jobId, 1)] })]);
      const again = appendTo(workflow, {
        events: [fact(jobId, 2)],
        logs: [logLine(jobId, 1)],
        values: [{ ref: "r", json: "1" }],
      });
      await expect(store.history.append([again])).rejects.toThrow(conflict);
      expect(await store.history.readEvents(jobId, 1, 10)).toEqual([]);
      await expect(store.history.readValue(workflow.record.workflowId, "r")).rejects.toMatchObject({
        code: "not_found",
      });
    });

    test("after a refusal the same connection appends again", async () => {
      const workflow = await create();
      const jobId = jobIdOf(workflow);
      const refused = appendTo(workflow, { events: [fact(jobId, 1)], logs: [logLine(jobId, 1)] });
      await expect(store.history.append([refused])).rejects.toThrow(conflict);
      await store.history.append([appendTo(workflow, { events: [fact(jobId, 2)], logs: [logLine(jobId, 1)] })]);
      expect(await store.history.lastLogSeq(jobId)).toBe(1);
    });

    test("of many writers that race for one seq exactly one wins", async () => {
      const workflow = await create();
      const jobId = jobIdOf(workflow);
      const race = Array.from({ length: 20 }, () =>
        store.history.append([appendTo(workflow, { events: [fact(jobId, 2)] })]),
      );
      const outcomes = await Promise.allSettled(race);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await store.history.readEvents(jobId, 0, 10)).toHaveLength(2);
    });

    test("an empty append does nothing", async () => {
      await store.history.append([]);
      const workflow = await create();
      await store.history.append([appendTo(workflow, {})]);
    });

    test("a Job is loaded from the newest snapshot and the events after it", async () => {
      const workflow = await create();
      const jobId = jobIdOf(workflow);
      await store.history.append([appendTo(workflow, { events: facts(jobId, 2, 10) })]);
      expect(await store.history.loadJob(jobId)).toEqual({
        snapshot: null,
        events: [workflow.events[0], ...facts(jobId, 2, 10)],
      });

      await store.history.saveSnapshot(snapshotAt(workflow, 4));
      await store.history.saveSnapshot(snapshotAt(workflow, 8));
      await store.history.saveSnapshot(snapshotAt(workflow, 8));
      expect(await store.history.loadJob(jobId)).toEqual({
        snapshot: snapshotAt(workflow, 8),
        events: facts(jobId, 9, 10),
      });
    });

    test("untilSeq loads what was known then", async () => {
      const workflow = await create();
      const jobId = jobIdOf(workflow);
      await store.history.append([appendTo(workflow, { events: facts(jobId, 2, 10) })]);
      await store.history.saveSnapshot(snapshotAt(workflow, 4));
      await store.history.saveSnapshot(snapshotAt(workflow, 8));

      const at = (untilSeq: number) => store.history.loadJob(jobId, { untilSeq });
      expect(await at(6)).toEqual({ snapshot: snapshotAt(workflow, 4), events: facts(jobId, 5, 6) });
      expect(await at(4)).toEqual({ snapshot: snapshotAt(workflow, 4), events: [] });
      expect(await at(3)).toEqual({ snapshot: null, events: [workflow.events[0], ...facts(jobId, 2, 3)] });
      expect(await at(0)).toEqual({ snapshot: null, events: [] });
    });

    test("an unknown Job is null", async () => {
      expect(await store.history.loadJob("job_unknown")).toBeNull();
      expect(await store.history.loadJob("job_unknown", { untilSeq: 3 })).toBeNull();
    });

    test("events and lines are read from a position, ascending, up to a limit", async () => {
      const workflow = await create();
      const jobId = jobIdOf(workflow);
      const logs = [1, 2, 3, 4].map((logSeq) => logLine(jobId, logSeq));
      await store.history.append([appendTo(workflow, { events: facts(jobId, 2, 9), logs })]);
      expect(await store.history.readEvents(jobId, 4, 3)).toEqual(facts(jobId, 5, 7));
      expect(await store.history.readLogs(jobId, 1, 2)).toEqual([logs[1], logs[2]]);
      expect(await store.history.lastLogSeq(jobId)).toBe(4);
      expect(await store.history.lastLogSeq("job_unknown")).toBe(0);
    });

    test("a value of megabytes is kept once per Workflow and comes back whole", async () => {
      const workflow = await create();
      const large = { text: "ä'\"\\\n".repeat(400_000), list: [1, 2.5, null, true] };
      const values = [{ ref: "sha", json: JSON.stringify(large) }];
      await store.history.append([appendTo(workflow, { values })]);
      await store.history.append([appendTo(workflow, { events: [fact(jobIdOf(workflow), 2)], values })]);
      expect(await store.history.readValue(workflow.record.workflowId, "sha")).toEqual(large);
      await expect(store.history.readValue("wf-other", "sha")).rejects.toMatchObject({ code: "not_found" });
    });

    test("text that no database likes comes back as it went in, and a log message at least readable", async () => {
      const workflow = await create({ name: "NUL \0 here" });
      const jobId = jobIdOf(workflow);
      const reason = "NUL \0, half a pair \ud800, quotes '\"`, emoji 🚀, \\u0000 written out, RLO \u202e";
      const message = { ...fact(jobId, 2), reason };
      const line = logLine(jobId, 1, { message: reason, fields: { "key \0": reason }, routine: "r\0" });
      await store.history.append([appendTo(workflow, { events: [message], logs: [line] })]);
      expect(await store.history.readEvents(jobId, 1, 1)).toEqual([message]);
      const readable = reason.replace("\0", "\ufffd").replace("\ud800", "\ufffd");
      expect(await store.history.readLogs(jobId, 0, 1)).toEqual([{ ...line, message: readable, routine: "r\ufffd" }]);
    });
  });
