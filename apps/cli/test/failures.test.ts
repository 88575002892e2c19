import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cli } from "./run-cli.ts";
import { TestServer } from "./test-server.ts";

/** Where somebody listened a moment ago. */
const NOWHERE = { url: "" };
beforeAll(async () => {
  await using server = await TestServer.start();
  NOWHERE.url = server.url;
});

describe("a server that is not there", () => {
  test.each([
    ["status"],
    ["watch", "wf-1"],
    ["logs", "wf-1", "-f"],
    ["services"],
    ["operations", "list"],
    ["cancel", "wf-1"],
  ])("gantry %s says so, says what to do, and ends with 4", async (...args) => {
    const { code, stdout, stderr } = await cli(args, NOWHERE);
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(stderr).toContain(`No Gantry server answers at ${NOWHERE.url} (ECONNREFUSED).`);
    expect(stderr).toContain("Start one with `gantry start`");
  });

  test("--json says the same as one document on stderr", async () => {
    const { stdout, stderr } = await cli(["status", "--json"], NOWHERE);
    expect(stdout).toBe("");
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: "unreachable", exitCode: 4 } });
  });
});

describe("a server that asks for a token", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start({ ORCHESTRATOR_API_KEY: "the-key" });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test("without one, or with a wrong one, the answer says how to get one, and ends with 5", async () => {
    for (const args of [["status"], ["status", "--token", "wrong"]]) {
      const { code, stderr } = await cli(args, { url: server.url });
      expect({ code, stderr }).toEqual({
        code: 5,
        stderr: expect.stringContaining("gantry token --name me") as unknown,
      });
      expect(stderr).not.toContain("wrong");
    }
  });

  test("GANTRY_TOKEN and --token are let in, also by the live view", async () => {
    expect(await cli(["status"], { url: server.url, env: { GANTRY_TOKEN: "the-key" } })).toMatchObject({ code: 0 });
    const demo = ["submit", "--flow", "concurrent-execution-demo", "--watch", "--token", "the-key"];
    expect(await cli(demo, { url: server.url })).toMatchObject({ code: 0 });
  });

  test("an id that nobody knows ends with 4", async () => {
    const options = { url: server.url, env: { GANTRY_TOKEN: "the-key" } };
    for (const args of [
      ["status", "wf-000000000000"],
      ["watch", "wf-000000000000"],
      ["watch", "job_none"],
      ["logs", "job_none"],
      ["retry", "wf-000000000000"],
    ]) {
      expect(await cli(args, options)).toMatchObject({
        code: 4,
        stderr: expect.stringContaining("not found") as unknown,
      });
    }
  });
});

describe("a wrong command line ends with 2, before anybody is called", () => {
  test.each([
    [["sumbit"], "submit"],
    [["submit"], "Name a blueprint and a dockerinfo file, or a flow with --flow."],
    [["submit", "a.json", "b.json", "--flow", "x"], "leave the documents out"],
    [["submit", "-", "-"], "Only one document can come from stdin."],
    [["submit", "--flow", "x", "--jobs", "0"], "whole number from 1 to 10000"],
    [["status", "--status", "done"], "Allowed choices are"],
    [["watch"], "missing required argument"],
    [["export", "job_1"], "as a whole"],
    [["status", "--url", "localhost:8000"], "Not the address of a server"],
    [["submit", "--flow", "x", "--api-key-env", "NO_SUCH"], "The environment has no NO_SUCH"],
  ])("gantry %j", async (args, said) => {
    const { code, stderr } = await cli(args, NOWHERE);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(said) as unknown });
  });
});

test("help names every command with examples, and ends with 0", async () => {
  const { code, stdout } = await cli(["--help"]);
  expect(code).toBe(0);
  for (const command of [
    "start",
    "submit",
    "status",
    "watch",
    "logs",
    "cancel",
    "pause",
    "resume",
    "retry",
    "operations",
    "services",
    "check-service",
    "check",
    "export",
    "token",
  ]) {
    expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, "m"));
    const help = await cli([command, ...(command === "operations" ? ["follow"] : []), "--help"]);
    expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining("Examples:\n  gantry") as unknown });
  }
  expect((await cli(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
