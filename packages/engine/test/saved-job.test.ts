import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Flow, Routine, loadJobState, parseJobDocument, saveJobState } from "../src/index.ts";
import { ManualClock } from "../src/testing/index.ts";
import { collectingFlow } from "./collecting-flow.ts";
import { historyFaults } from "./history-faults.ts";
import { defineSteps } from "./steps.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gantry-saved-job-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Runs a process that saves its Job in the middle of an attempt which has sent two messages, and dies. */
async function savedByAnotherProcess(text: string): Promise<string> {
  const file = join(folder, "job.json");
  const script = fileURLToPath(new URL("script-that-saves-a-job.ts", import.meta.url));
  const run = promisify(execFile)(process.execPath, ["--conditions=source", "--import", "tsx", script, file, text]);
  await expect(run).rejects.toMatchObject({ code: 7 });
  return file;
}

describe("decision 13: a Job saved on one machine resumes on another", () => {
  test("saved in the middle of an attempt by a process that dies, each message delivered once", async () => {
    const text = "x".repeat(20_000); // too large for an event: the file has to bring it along
    const saved = await loadJobState(await savedByAnotherProcess(text));
    expect(saved.state).toMatchObject({ status: "running", emittedCount: 2, counts: { running: 1, queued: 2 } });
    const { flow, source, received } = collectingFlow();
    const job = await flow.resumeJob(saved);
    await flow.waitForCompletion();
    expect(job.jobId).toBe(saved.state.jobId);
    expect(received).toEqual([`1 ${text}`, `2 ${text}`]);
    expect(job.state).toMatchObject({ status: "completed", counts: { total: 3, completed: 3 } });
    expect(job.state.tasks[0]).toMatchObject({ output: { inline: { attempt: 2 } } });
    expect(source.getStat("runs")).toBe(1);
    const { events, logs } = await job.serialize();
    expect(historyFaults(events)).toEqual([]);
    expect(logs.map((line) => line.logSeq)).toEqual([1, 2]);
  });

  test("paused, saved and resumed elsewhere, it goes on with what waited", async () => {
    const clock = new ManualClock();
    const flowOf = (ran: string[]) => {
      const flow = new Flow({ flowId: "f", executionStrategy: "concurrent", clock });
      const step = (name: string) => async (data: object) => {
        ran.push(name);
        await clock.sleep(10);
        return { ...data };
      };
      defineSteps(flow, { a: step("a"), b: step("b") });
      return flow;
    };
    const [here, there]: [string[], string[]] = [[], []];
    const flow = flowOf(here);
    const job = await flow.execute("a", { n: 1 });
    flow.pause(job, "moving house");
    await clock.advance(20);
    const file = join(folder, "job.json");
    await saveJobState(job, file);
    await flow.shutdown();
    expect(job.state.status).toBe("cancelled");
    const resumed = await flowOf(there).resumeJob(await loadJobState(file));
    await clock.advance(20);
    expect([here, there]).toEqual([["a"], ["b"]]);
    expect(resumed.state).toMatchObject({ status: "completed", pauseReason: null });
    expect(resumed.state.tasks[1]?.output).toEqual({ inline: { n: 1 } });
  });

  test("a retry that waited is due at its time", async () => {
    const clock = new ManualClock();
    const flowOf = (fails: boolean) => {
      const flow = new Flow({ flowId: "f", executionStrategy: "concurrent", clock });
      class Once extends Routine {
        readonly trigger = this.defineSlot("trigger", () => {
          if (fails) throw new Error("not yet");
        });
      }
      const once = new Once();
      flow.addRoutine(once.setErrorHandler({ strategy: "retry", retryDelayMs: 1_000 }), "once");
      return flow;
    };
    const job = await flowOf(true).execute("once");
    await clock.advance(0);
    const resumed = await flowOf(false).resumeJob(await job.serialize());
    await clock.advance(999);
    expect(resumed.state.status).toBe("running");
    await clock.advance(1);
    expect(resumed.state.status).toBe("completed");
  });
});

describe("what cannot be resumed says why", () => {
  const savedJob = async () => {
    const { flow } = collectingFlow({ afterEmitting: () => new Promise<void>(() => undefined) });
    return await (await flow.execute("source", { text: "t".repeat(9_000) })).serialize();
  };

  test("a Job of another Flow or version, one that is over, one that runs here", async () => {
    const saved = await savedJob();
    const { flow } = collectingFlow();
    await expect(flow.resumeJob({ ...saved, flowVersion: "9" })).rejects.toThrow(
      `Job ${saved.state.jobId} is of flow collecting, version 9; this is flow collecting, version 1`,
    );
    const job = await flow.resumeJob(saved);
    await expect(flow.resumeJob(saved)).rejects.toThrow(`Job ${saved.state.jobId} runs in this flow already`);
    await flow.waitForCompletion();
    await expect(flow.resumeJob(await job.serialize())).rejects.toThrow("is completed already");
  });

  test("a Job that is resumed twice at once runs once", async () => {
    const saved = await savedJob();
    const { flow } = collectingFlow();
    const outcomes = await Promise.allSettled([flow.resumeJob(saved), flow.resumeJob(saved)]);
    await flow.waitForCompletion();
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(outcomes[1]).toMatchObject({ reason: { code: "conflict" } });
  });

  test("a Job with a task of a Routine that the Flow does not have any more", async () => {
    const { state, ...saved } = await savedJob();
    const tasks = state.tasks.map((task) => ({ ...task, routine: "gone" }));
    await expect(collectingFlow().flow.resumeJob({ ...saved, state: { ...state, tasks } })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(
        'has a task for "gone", slot "trigger", which flow collecting does not have',
      ) as string,
    });
  });

  test("a file that cannot be written leaves nothing behind", async () => {
    const saved = await savedJob();
    await expect(saveJobState(saved, join(folder, "none", "job.json"))).rejects.toMatchObject({ code: "unavailable" });
    await expect(saveJobState(saved, folder)).rejects.toThrow(`Job ${saved.state.jobId} cannot be saved: `);
    expect(await readdir(join(folder, ".."))).not.toContainEqual(expect.stringContaining(`${basename(folder)}.`));
  });

  test("a file that is not there, or no JSON", async () => {
    const file = join(folder, "none.json");
    await expect(loadJobState(file)).rejects.toThrow(`The saved Job ${file} cannot be read`);
    await writeFile(file, "{ not json");
    await expect(loadJobState(file)).rejects.toThrow(`The saved Job ${file} is not JSON: `);
  });

  test("a document that is something else, has a gap, or lacks a value", async () => {
    const file = join(folder, "job.json");
    await saveJobState(await savedJob(), file);
    const document = JSON.parse(await readFile(file, "utf8")) as { events: object[]; values: Record<string, string> };
    const [ref = ""] = Object.keys(document.values);
    const refusals: [change: object, message: string][] = [
      [{ format: undefined }, 'its "format" is missing, and must be "gantry-job/v1"'],
      [{ format: "gantry-job/v2" }, 'its "format" is "gantry-job/v2"'],
      [{ flowId: 7 }, "it does not say of which Flow it is"],
      [{ events: [] }, "its history is empty"],
      [{ events: document.events.toSpliced(1, 1) }, "its history has a gap: "],
      [{ events: document.events.with(1, { kind: "nonsense" }) }, "events.1.kind: "],
      [{ values: {} }, `it lacks the value ${ref}`],
      [{ values: { [ref]: '"forged"' } }, `the value ${ref} was changed`],
    ];
    for (const [change, message] of refusals)
      expect(() => parseJobDocument({ ...document, ...change })).toThrow(`This is not a saved Job: ${message}`);
    for (const nothing of [null, 7, "text", []]) expect(() => parseJobDocument(nothing)).toThrow('"format" is missing');
  });
});
