import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { lieTo, startService } from "./checked-service.ts";

const MAIN = fileURLToPath(new URL("../../src/conformance/main.ts", import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (args: readonly string[], env: Record<string, string> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const node = ["--conditions=source", "--import", TSX, MAIN, ...args];
    execFile(process.execPath, node, { env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });

test("a right service ends the command with 0 and a line per rule", async () => {
  await using service = await startService(undefined, { apiKey: "k3y" });
  const { code, stdout } = await run([service.url, "--method", "Long"], { SERVICE_API_KEY: "k3y" });
  expect(stdout).toContain(`Control interface of ${service.url}\n\n✔ GET /health says that the service is up\n`);
  expect(stdout).toContain("16 right, 0 wrong, 0 tolerated, 0 not checked\nGantry can work with this service.\n");
  expect(code).toBe(0);
});

test("a wrong service ends it with 1, what was expected and what came", async () => {
  await using service = await startService(lieTo("GET /health", () => ({ status: 500, body: { detail: "boom" } })));
  const { code, stdout } = await run([service.url]);
  expect(stdout).toContain(
    '✘ GET /health says that the service is up\n    expected  200 {"status":"ok"}\n    came      500 {"detail":"boom"}\n',
  );
  expect(stdout).toContain("Gantry cannot rely on this service yet.");
  expect(code).toBe(1);
});

test("--json prints the report as an object", async () => {
  await using service = await startService();
  const { stdout } = await run([service.url, "--json", "--method", "Quick", "--parameters", '{"a": 1}']);
  expect(JSON.parse(stdout)).toMatchObject({ url: service.url, conforms: true });
});

test.each([
  [[], "One url is needed"],
  [["localhost:8080"], "Not an http address: localhost:8080"],
  [["http://localhost:1", "--parameters", "[1]"], "--parameters must be a JSON object"],
  [["http://localhost:1", "--task-timeout-ms", "soon"], "--task-timeout-ms must be a whole number"],
  [["http://localhost:1", "--wrong"], "Unknown option '--wrong'"],
])("the command line %j ends it with 2 and the usage", async (args, message) => {
  const { code, stderr } = await run(args);
  expect(stderr).toContain(message);
  expect(stderr).toContain("Usage: gantry-check-service");
  expect(code).toBe(2);
});
