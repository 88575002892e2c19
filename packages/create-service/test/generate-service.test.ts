import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateService } from "../src/generate-service.ts";
import { TEMPLATES, type TemplateName } from "../src/template-name.ts";
import { prepareWorkspace, type Workspace } from "./assets-fixture.ts";
import { startService } from "./service-child.ts";

const exec = promisify(execFile);
const NAMES = Object.keys(TEMPLATES) as TemplateName[];

let workspace: Workspace;
beforeAll(async () => {
  workspace = await prepareWorkspace();
});
afterAll(() => workspace[Symbol.asyncDispose]());

async function generate(template: TemplateName, name: string): Promise<string> {
  const folder = workspace.folder(name);
  await generateService({ template, folder, assets: workspace.assets });
  return folder;
}

test.each(NAMES)(
  "%s comes out complete, with the packed SDK and nothing that points into the repository",
  async (name) => {
    const folder = await generate(name, `complete-${name.replace("/", "-")}`);
    const files = (await readdir(folder, { recursive: true })).toSorted();
    expect(files).toEqual(
      [
        ".dockerignore",
        "Dockerfile",
        "README.md",
        "package.json",
        ...(name.startsWith("protobuf") ? ["proto", "proto/my_service.proto"] : []),
        "service.ts",
        "tsconfig.json",
        "vendor",
        "vendor/gantry-contracts-0.1.0.tgz",
        "vendor/gantry-service-sdk-0.1.0.tgz",
      ].toSorted(),
    );
    expect(JSON.parse(await readFile(join(folder, "package.json"), "utf8"))).toMatchObject({
      name: `complete-${name.replace("/", "-")}`,
      dependencies: {
        "@gantry/contracts": "file:vendor/gantry-contracts-0.1.0.tgz",
        "@gantry/service-sdk": "file:vendor/gantry-service-sdk-0.1.0.tgz",
      },
    });
    const exposed = name.startsWith("protobuf") ? "EXPOSE 8080 50051\n" : "EXPOSE 8080\n";
    expect(await readFile(join(folder, "Dockerfile"), "utf8")).toContain(exposed);
  },
);

test("the folder's name becomes a name that npm allows", async () => {
  const folder = await generate("file-based/sequential", "Ünser Service_2!");
  expect(JSON.parse(await readFile(join(folder, "package.json"), "utf8"))).toMatchObject({ name: "nser-service-2" });
});

test("an empty folder that exists is used, one with something in it is left alone", async () => {
  const folder = workspace.folder("existing");
  await mkdir(folder);
  await generate("file-based/sequential", "existing");
  await writeFile(join(folder, "service.ts"), "// mine");
  await expect(generate("file-based/sequential", "existing")).rejects.toThrow(
    `Folder ${folder} is not empty: name another one`,
  );
  expect(await readFile(join(folder, "service.ts"), "utf8")).toBe("// mine");
});

test.each([
  ["file-based/concurrent", "LongProcess", { step_ms: 1 }, "file"],
  ["protobuf/concurrent", "TrainModel", { epochs: 2, epoch_ms: 1 }, "grpc"],
] as const)(
  "%s installs, type-checks, runs and stops outside the repository",
  async (name, method, parameters, protocol) => {
    const folder = await generate(name, `installed-${protocol}`);
    await exec("npm", ["install", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"], { cwd: folder });
    await exec(process.execPath, ["node_modules/typescript/bin/tsc"], { cwd: folder });

    await using service = await startService(folder);
    const body = { method, workflow_id: "wf-1", task_id: "task-1", inputs: [], parameters };
    const started = await fetch(`${service.url}/control/execute`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(await started.json()).toMatchObject({ status: "running", task_id: "task-1" });
    const statusOf = async () =>
      (await (await fetch(`${service.url}/control/status/task-1`)).json()) as { status: string };
    while ((await statusOf()).status === "running");
    expect(await statusOf()).toMatchObject({ status: "complete", progress: 100 });
    const output = await fetch(`${service.url}/control/output/task-1`);
    expect(await output.json()).toMatchObject({ output: { protocol } });
    expect(await service.stop()).toBe(0);
  },
);
