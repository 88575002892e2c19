import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServiceList, WorkflowDetail } from "@gantry/contracts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { blueprintOf, dockerinfoOf } from "./blueprints.ts";
import { cli, cliJson, CliRun } from "./run-cli.ts";
import { TestServer } from "./test-server.ts";
import { startTestService, type TestService } from "./test-service.ts";

let folder: string;
let server: TestServer;
let service: TestService;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gantry-documents-"));
  server = await TestServer.start();
  service = await startTestService();
});
afterEach(async () => {
  await service[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});
const at = () => ({ url: server.url });

async function documents(blueprint: unknown): Promise<readonly [string, string]> {
  const files = [join(folder, "blueprint.json"), join(folder, "dockerinfo.json")] as const;
  await writeFile(files[0], JSON.stringify(blueprint));
  await writeFile(files[1], JSON.stringify(dockerinfoOf(service.port)));
  return files;
}

const submitted = async (...operations: string[]): Promise<string> => {
  const { stdout, stderr } = await cli(["submit", ...(await documents(blueprintOf(operations)))], at());
  if (!stdout.startsWith("wf-")) throw new Error(stderr);
  return stdout.trim();
};

describe("submitting documents", () => {
  test("a blueprint runs against its service, with the key that the environment names", async () => {
    const files = await documents(blueprintOf(["Quick"]));
    const options = { ...at(), env: { SERVICES_KEY: "s3cret" } };
    const args = ["submit", ...files, "--api-key-env", "SERVICES_KEY", "--name", "Mine", "--watch"];
    const { code, stdout } = await cli(args, options);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/wf-\w+ ✔ completed\n$/) as unknown,
    });
    expect(stdout).not.toContain("s3cret");
    expect([...service.authorizations]).toEqual(["Bearer s3cret"]);
    expect(await cliJson(["status", stdout.slice(0, 15)], at())).toMatchObject({ name: "Mine", status: "completed" });
  });

  test("a document may come from stdin", async () => {
    const [, dockerinfo] = await documents({});
    const stdin = JSON.stringify(blueprintOf(["Quick"]));
    expect(await cli(["submit", "-", dockerinfo, "--watch"], { ...at(), stdin })).toMatchObject({ code: 0 });
  });

  test("a refused upload lists each fault with document, path and message, and ends with 2", async () => {
    const files = await documents(blueprintOf(["Quick"], [["Quick", "Nowhere"]]));
    const { code, stdout, stderr } = await cli(["submit", ...files], at());
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("The server refused 1 fault:");
    expect(stderr).toMatch(
      /✘ {2}blueprint {2}nodes\[0\]\.operation_signature_list\[0\]\.connected_to\[0\]\S* {2}Invalid connection target: my-service:Nowhere/,
    );
    const json = await cli(["submit", ...files, "--json"], at());
    expect(JSON.parse(json.stderr)).toMatchObject({
      error: { code: "invalid_input", exitCode: 2, faults: [{ document: "blueprint", severity: "error" }] },
    });
  });

  test("--dry-run says the same without storing anything", async () => {
    expect(await cli(["submit", ...(await documents(blueprintOf(["Quick"]))), "--dry-run"], at())).toMatchObject({
      code: 0,
      stdout: "The server would run it.\n",
    });
    const bad = await cli(["submit", ...(await documents({ name: 1 })), "--dry-run", "--json"], at());
    expect(bad.code).toBe(2);
    expect(JSON.parse(bad.stdout)).toMatchObject({ valid: false });
    expect(await cliJson(["status"], at())).toMatchObject({ workflows: [] });
  });

  test("a file that is not there, or not JSON, is named", async () => {
    const [blueprint, dockerinfo] = await documents({});
    expect(await cli(["submit", join(folder, "none.json"), dockerinfo], at())).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Can't read .*none\.json: There is no such file/) as unknown,
    });
    await writeFile(blueprint, "{ nodes: }");
    expect(await cli(["submit", blueprint, dockerinfo], at())).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/blueprint\.json is not JSON/) as unknown,
    });
  });
});

describe("how a run ends is how watching it ends", () => {
  test("1 for one that failed, with the service's own words", async () => {
    const { code, stdout } = await cli(["watch", await submitted("Fail")], at());
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining("✘ failed") as unknown });
    const workflow = await cliJson<WorkflowDetail>(
      ["status", stdout.trim().split("\n").at(-1)?.slice(0, 15) ?? ""],
      at(),
    );
    expect(workflow.error?.message).toContain("no luck today");
  });

  test("3 for one that was cancelled while it was watched, and the reason is shown", async () => {
    const workflowId = await submitted("Long");
    const watching = new CliRun(["watch", workflowId], at());
    await watching.until((run) => run.stdout.includes("job 1"));
    expect(await cli(["cancel", workflowId, "--reason", "wrong inputs"], at())).toMatchObject({ code: 0 });
    expect(await watching.ended).toBe(3);
    expect(watching.stdout).toContain("wrong inputs");
  });

  test("130 for one that nobody watches any more after Ctrl-C: it goes on", async () => {
    const workflowId = await submitted("Long");
    const watching = new CliRun(["watch", workflowId], at());
    await watching.until((run) => run.stdout.includes("job 1"));
    watching.signals.emit("SIGINT");
    expect(await watching.ended).toBe(130);
    expect(watching.stderr).toContain(`${workflowId} goes on. Come back with: gantry watch ${workflowId}`);
    expect(watching.signals.listenerCount("SIGINT")).toBe(0);
    service.finish();
    expect(await cli(["watch", workflowId], at())).toMatchObject({ code: 0 });
  });

  test("3 for one that was deleted while it was watched, which cancels it first; 4 when only that was seen", async () => {
    const workflowId = await submitted("Long");
    const watching = new CliRun(["watch", workflowId], at());
    await watching.until((run) => run.stdout.includes("job 1"));
    await fetch(`${server.url}/workflows/${workflowId}`, { method: "DELETE" });
    expect([3, 4]).toContain(await watching.ended);
  });

  test("a job is watched as a workflow is", async () => {
    const workflow = await cliJson<WorkflowDetail>(["status", await submitted("Quick")], at());
    expect(await cli(["watch", workflow.jobs[0]?.jobId ?? ""], at())).toMatchObject({ code: 0 });
  });
});

test("watching outlives a restart of the server, and says when it was away", async () => {
  const workflowId = await submitted("Long");
  const watching = new CliRun(["watch", workflowId, "--json"], at());
  await watching.until((run) => run.stdout.includes('"type":"job"'));
  await server.stop();
  await watching.until((run) => run.stdout.includes('"state":"lost"'));
  await server.boot();
  service.finish();
  expect(await watching.ended).toBe(0);
  expect(watching.stdout).toContain('"state":"back"');
  expect(watching.jsonLines.at(-1)).toMatchObject({ type: "result", workflowId, status: "completed" });
});

test("pause, resume and retry do what they say, and a state that forbids it ends with 6", async () => {
  const files = await documents(blueprintOf(["Quick", "Long"], [["Quick", "Long"]]));
  const workflowId = (await cli(["submit", ...files], at())).stdout.trim();
  const watching = new CliRun(["watch", workflowId], at());
  await watching.until((run) => /1\/2 tasks|Long ● running/.test(run.stdout));
  expect(await cli(["pause", workflowId, "--reason", "lunch"], at())).toMatchObject({ code: 0 });
  expect(await cliJson(["status", workflowId], at())).toMatchObject({ status: "paused" });
  expect(await cliJson(["resume", workflowId], at())).toEqual({ id: workflowId, asked: "resume", reason: null });
  expect(await cli(["retry", workflowId], at())).toMatchObject({ code: 6 });
  await cli(["cancel", workflowId], at());
  expect(await watching.ended).toBe(3);
  service.finish();
  const again = await cli(["retry", workflowId, "--watch"], at());
  expect(again).toMatchObject({ code: 0, stdout: expect.stringMatching(/wf-\w+ ✔ completed/) as unknown });
  expect(await cliJson(["status", again.stdout.slice(0, 15)], at())).toMatchObject({ retryOf: workflowId });
  expect(await cli(["cancel", workflowId], at())).toMatchObject({ code: 6 });
});

test("services lists who was named, and how it answers", async () => {
  expect((await cli(["services"], at())).stdout).toBe("No submission has named a service yet.\n");
  await cli(["watch", await submitted("Quick")], at());
  const list = await cliJson<ServiceList>(["services"], at());
  expect(list.services).toMatchObject([{ address: `localhost:${service.port}`, containerNames: ["my-service"] }]);
  expect((await cli(["services"], at())).stdout).toMatch(new RegExp(`localhost:${service.port} +my-service`));
});

describe("check-service needs no server of ours", () => {
  test("0 for a service that conforms, with every rule in the report", async () => {
    const url = `http://127.0.0.1:${service.port}`;
    expect(await cli(["check-service", url, "--method", "Quick"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("Gantry can work with this service.") as unknown,
    });
    expect(await cliJson(["check-service", url])).toMatchObject({ conforms: true });
  });

  test("1 for one that does not answer, 2 for an address that is none", async () => {
    expect(await cli(["check-service", "http://127.0.0.1:1"])).toMatchObject({ code: 1 });
    expect(await cli(["check-service", "my-service"])).toMatchObject({ code: 2 });
  });
});
