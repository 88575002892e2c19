import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LogLine, SystemStatus, WorkflowDetail, WorkflowPage } from "@gantry/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cli, cliJson, CliRun } from "./run-cli.ts";
import { TestServer } from "./test-server.ts";

const DEMO = ["submit", "--flow", "concurrent-execution-demo", "--jobs", "4", "--max-workers", "2"];
const ROUTINES = 5;

let server: TestServer;
/** A demo that has ended. */
let workflowId: string;
beforeAll(async () => {
  server = await TestServer.start();
  workflowId = await completedDemo();
});
afterAll(() => server[Symbol.asyncDispose]());
const at = () => ({ url: server.url });

async function completedDemo(): Promise<string> {
  const run = new CliRun([...DEMO, "--watch"], at());
  expect(await run.ended).toBe(0);
  const [, id] = /^(wf-[0-9a-f]{12})\n/.exec(run.stdout) ?? [];
  if (id === undefined) throw new Error(`No id in ${run.stdout}`);
  return id;
}

describe("submit", () => {
  test("prints the workflow's id alone on stdout, and how to go on beside it", async () => {
    const { code, stdout, stderr } = await cli(DEMO, at());
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^wf-[0-9a-f]{12}\n$/) as unknown });
    expect(stderr).toBe(`Watch it with: gantry watch ${stdout.trim()}\n`);
  });

  test("--watch without a terminal prints lines in the order of each job's history, and ends with 0 when it completed", async () => {
    const { code, stdout } = await cli([...DEMO, "--watch"], at());
    expect(code).toBe(0);
    const lines = stdout.split("\n");
    for (const job of [1, 2, 3, 4]) {
      const own = lines.filter((line) => line.includes(`job ${job} `));
      expect(own.at(-1)).toMatch(/✔ completed/);
      expect(own.filter((line) => /\w ✔ completed in /.test(line)).length).toBeLessThanOrEqual(ROUTINES);
    }
    expect(lines.at(-2)).toMatch(/^wf-[0-9a-f]{12} ✔ completed$/);
  });

  test("--watch on a terminal draws a bar per job, and leaves the last picture standing", async () => {
    const run = new CliRun([...DEMO, "--watch"], { ...at(), terminal: { columns: 100, rows: 30 } });
    expect(await run.ended).toBe(0);
    const picture = run.stdout.slice(run.stdout.lastIndexOf("Concurrent"));
    expect(picture).toMatch(/✔ completed {2}20\/20 tasks/);
    for (const job of [1, 2, 3, 4]) expect(picture).toContain(`✔ job ${job}    ${"━".repeat(30)} 100 %  5/5`);
  });

  test("--watch --json is NDJSON: jobs, then their events without a gap, then the result", async () => {
    const run = new CliRun([...DEMO, "--watch", "--json"], at());
    expect(await run.ended).toBe(0);
    const lines = run.jsonLines as {
      type: string;
      job?: { jobId: string; projectedSeq: number };
      event?: { jobId: string; seq: number };
    }[];
    expect(lines[0]).toMatchObject({ type: "submitted", workflowId: expect.stringMatching(/^wf-/) as unknown });
    expect(lines.at(-1)).toMatchObject({
      type: "result",
      status: "completed",
      exitCode: 0,
      jobCounts: { completed: 4 },
    });
    const positions = new Map<string, number>();
    for (const { job, event } of lines) {
      if (job !== undefined) positions.set(job.jobId, job.projectedSeq);
      if (event === undefined) continue;
      expect(event.seq).toBe((positions.get(event.jobId) ?? 0) + 1);
      positions.set(event.jobId, event.seq);
    }
    expect(positions.size).toBe(4);
  });
});

describe("status", () => {
  test("without an id shows the server and its newest workflows", async () => {
    const { code, stdout } = await cli(["status"], at());
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Gantry \d/);
    expect(stdout).toMatch(new RegExp(`${workflowId} +✔ completed +100 % +20/20`));
    const json = await cliJson<{ system: SystemStatus } & WorkflowPage>(["status", "--name", workflowId], at());
    expect(json.system.store).toBe("embedded");
    expect(json.workflows.map((each) => each.workflowId)).toEqual([workflowId]);
    expect(await cliJson<WorkflowPage>(["status", "--limit", "1"], at())).toMatchObject({ workflows: { length: 1 } });
  });

  test("of a workflow and of a job, for people and as the API's own record", async () => {
    const detail = await cliJson<WorkflowDetail>(["status", workflowId], at());
    expect(detail).toMatchObject({ workflowId, status: "completed", jobCount: 4, maxWorkers: 2 });
    const { stdout } = await cli(["status", workflowId], at());
    for (const job of detail.jobs) expect(stdout).toMatch(new RegExp(`${job.jobId} +✔ completed`));
    const [job] = detail.jobs;
    const jobId = job?.jobId ?? "";
    expect((await cli(["status", jobId], at())).stdout).toContain(`workflow   ${workflowId}`);
    expect(await cliJson(["status", jobId], at())).toMatchObject({ summary: { jobId }, workflow: { workflowId } });
  });
});

describe("logs", () => {
  test("prints each line of each job once, in order; --json is a line of NDJSON each", async () => {
    const run = new CliRun(["logs", workflowId, "--json"], at());
    expect(await run.ended).toBe(0);
    const lines = run.jsonLines as LogLine[];
    const byJob = new Map<string, number[]>();
    for (const { jobId, logSeq } of lines) byJob.set(jobId, [...(byJob.get(jobId) ?? []), logSeq]);
    expect([...byJob.values()]).toEqual([1, 2, 3, 4].map(() => [1, 2, 3, 4, 5]));
    const second = await cli(["logs", workflowId, "--job", "2"], at());
    expect(second.stdout.trim().split("\n")).toHaveLength(5);
    expect((await cli(["logs", workflowId, "--level", "error"], at())).stdout).toBe("");
    expect((await cli(["logs", workflowId, "--job", "9"], at())).code).toBe(4);
  });

  test("-f prints what comes and ends with the jobs", async () => {
    const started = (await cli(DEMO, at())).stdout.trim();
    const run = new CliRun(["logs", started, "-f", "--json"], at());
    expect(await run.ended).toBe(0);
    expect(run.jsonLines).toHaveLength(20);
  });
});

describe("export", () => {
  test("writes definition, histories, logs and values as one document that says its version", async () => {
    const file = join(server.dataDir, "run.json");
    expect((await cli(["export", workflowId, "-o", file], at())).stdout).toContain("4 jobs, ✔ completed");
    const text = await readFile(file, "utf8");
    const document = JSON.parse(text) as {
      jobs: { jobId: string; history: { seq: number }[]; logs: unknown[] }[];
      values: Record<string, unknown>;
    };
    expect(document).toMatchObject({
      format: "gantry-export",
      version: 1,
      workflow: { workflowId, flow: { routines: { length: ROUTINES } } },
    });
    expect(document.jobs).toHaveLength(4);
    for (const { history, logs } of document.jobs) {
      expect(history.map(({ seq }) => seq)).toEqual(history.map((_, index) => index + 1));
      expect(logs).toHaveLength(5);
    }
    const { stdout } = await cli(["export", workflowId], at());
    expect((JSON.parse(stdout) as { jobs: unknown }).jobs).toEqual(document.jobs);
  });

  test("leaves no half of a file behind", async () => {
    const missing = await cli(["export", "wf-000000000000", "-o", join(server.dataDir, "none.json")], at());
    expect(missing.code).toBe(4);
    await expect(readFile(join(server.dataDir, "none.json"))).rejects.toThrow();
    const nowhere = await cli(["export", workflowId, "-o", join(server.dataDir, "no/such/run.json")], at());
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining("Can't write") as unknown });
  });
});
