import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createApp, TaskManager, type ServiceMethod } from "@gantry/service-sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { TestServer } from "./test-server.ts";
import { waitUntil } from "./wait-until.ts";

/** The curl lines that documents print, run by a shell as they are: only ports and the workflow's id are put in. */

const REPOSITORY = new URL("../../../", import.meta.url);
const DOCUMENTS = [
  "README.md",
  "examples/templates/file-based/concurrent/README.md",
  "examples/templates/file-based/sequential/README.md",
  "examples/templates/protobuf/concurrent/README.md",
  "examples/templates/protobuf/sequential/README.md",
];
const OUTPUT = { protocol: "s3", uri: "s3://bucket/out.json", format: "json" } as const;
const Submitted = z.object({ workflow_id: z.string(), status: z.literal("running") });

const run = promisify(execFile);
const taskManager = new TaskManager();

/** Long on the wire, and done by the time that it is asked for. */
const long: ServiceMethod = (request) => {
  taskManager.registerTask(request.task_id, request);
  taskManager.completeTask(request.task_id, OUTPUT);
  return { status: "running" };
};
const quick: ServiceMethod = () => ({ status: "complete", output: OUTPUT });
const service = createApp({ taskManager, methods: { LongProcess: long, TrainModel: long, ProcessData: quick } });

let server: TestServer;
let home: string;
let servicePort: number;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "gantry-curl-"));
  await writeFile(join(home, ".curlrc"), "silent\nshow-error\nfail-with-body\n");
  await service.listen({ host: "127.0.0.1", port: 0 });
  servicePort = (service.server.address() as AddressInfo).port;
  server = await TestServer.start();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await service.close();
  await rm(home, { recursive: true });
});

/** The shell blocks of a document that call curl, in order. */
async function curlBlocks(document: string): Promise<string[]> {
  const text = await readFile(fileURLToPath(new URL(document, REPOSITORY)), "utf8");
  return [...text.matchAll(/```(?:bash|sh)\n(.*?)```/gs)]
    .map(([, block = ""]) => block)
    .filter((block) => block.includes("curl "));
}

/** @returns what the lines print. @throws when one of them fails. */
async function shell(lines: string, workflowId = ""): Promise<string> {
  const here = lines
    .replaceAll("http://localhost:8000", server.url)
    .replaceAll("http://localhost:8080", `http://localhost:${servicePort}`)
    .replaceAll('"port": "8080"', `"port": "${servicePort}"`)
    .replaceAll("<workflow_id>", workflowId);
  const { stdout } = await run("bash", ["-ec", here], { env: { ...process.env, CURL_HOME: home } });
  return stdout;
}

describe.each(DOCUMENTS)("%s", (document) => {
  test("every curl line works as printed; the submission it shows completes", async () => {
    const blocks = await curlBlocks(document);
    expect(blocks).not.toEqual([]);
    let workflowId = "";
    for (const block of blocks) {
      const answer = await shell(block, workflowId);
      if (!block.includes("-X POST http://localhost:8000/workflows")) continue;
      workflowId = Submitted.parse(JSON.parse(answer)).workflow_id;
      await waitUntil(
        () => server.call("GET", `/workflows/${workflowId}`),
        ({ body }) => (body as { status: string }).status === "completed",
      );
    }
  });
});
