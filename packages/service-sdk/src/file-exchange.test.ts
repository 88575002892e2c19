import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DataReference } from "@gantry/contracts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FileExchange } from "./file-exchange.ts";

let directory: string;
let files: FileExchange;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "file-exchange-"));
  files = new FileExchange(join(directory, "shared"));
});
afterEach(() => rm(directory, { recursive: true }));

const task = (workflow_id = "wf-1", task_id = "task_1") => ({ workflow_id, task_id });

test("what one task writes another reads, by a reference that the wire accepts", async () => {
  const reference = DataReference.parse(await files.writeJson(task(), { load_kw: 3 }));
  expect(reference).toMatchObject({ protocol: "file", format: "json", size_bytes: 13 });
  expect(await files.readJson(reference)).toEqual({ load_kw: 3 });
  expect(await files.read(reference)).toEqual(Buffer.from('{"load_kw":3}'));
});

test("concurrent workflows with the same task ids, and ids of any characters, have files of their own", async () => {
  const tasks = [task("wf-1"), task("wf-2"), task("..", ".."), task("a/b", "c"), task("a", "b/c"), task("a_b", "c")];
  const references = await Promise.all(tasks.map((one, index) => files.writeJson(one, index)));
  expect(await Promise.all(references.map((reference) => files.readJson(reference)))).toEqual([0, 1, 2, 3, 4, 5]);
  expect(await readdir(directory)).toEqual(["shared"]);
});

test("inline data is read too", async () => {
  const uri = Buffer.from("[1,2]").toString("base64");
  expect(await files.readJson({ protocol: "inline", uri, format: "json" })).toEqual([1, 2]);
});

test.each(["file:///etc/hostname", "/etc/hostname", "../secret.json", "../shared-too/x.json"])(
  "%s, outside the shared directory, is not read",
  async (uri) => {
    await writeFile(join(directory, "secret.json"), "{}");
    await expect(files.read({ protocol: "file", uri, format: "json" })).rejects.toThrow(
      "Cannot read a file outside the directory that the services share",
    );
  },
);

test("a file that was changed since is not taken for the one that was referenced", async () => {
  const reference = await files.writeJson(task(), { load_kw: 3 });
  await writeFile(fileURLToPath(reference.uri), '{"load_kw":4}');
  await expect(files.read(reference)).rejects.toThrow("its checksum differs");
});

test("other protocols and formats are refused by name", async () => {
  await expect(files.read({ protocol: "s3", uri: "s3://b/x", format: "json" })).rejects.toThrow("Cannot read from s3");
  await expect(files.readJson({ protocol: "inline", uri: "MQ==", format: "csv" })).rejects.toThrow("Cannot read csv");
});
