import { readdir, readFile } from "node:fs/promises";
import { Blueprint, Dockerinfo } from "@gantry/contracts";
import { expect, test } from "vitest";
import { CATALOGUE, isServiceName, type ServiceName } from "../src/catalogue.ts";
import type { CatalogueEntry } from "../src/catalogue-entry.ts";

const root = new URL("../../blueprints/", import.meta.url);
const entries = await readdir(root, { withFileTypes: true });
const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);

const readDocument = async (folder: string, name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`${folder}/${name}.json`, root), "utf8"));

/** A pipeline's folder is called as the pipeline; other folders use the general services. */
function serviceOf(folder: string, container: string): ServiceName {
  const service = [`${folder}/${container}`, container].find(isServiceName);
  if (service === undefined) throw new Error(`No service for container ${container} of ${folder}`);
  return service;
}

async function operationsOf(service: ServiceName): Promise<ReadonlySet<string>> {
  const entry: CatalogueEntry = CATALOGUE[service];
  const module = await entry.load();
  const functions = Object.keys(module).filter((name) => name.startsWith("execute_"));
  return new Set([...functions.map((name) => name.slice("execute_".length)), ...Object.keys(module.methods ?? {})]);
}

test("there are the eight example blueprints", () => {
  expect(folders.toSorted()).toEqual([
    "arithmetic-chain",
    "arithmetic-diamond",
    "energy-pipeline",
    "failing-pipeline",
    "file-based-energy-pipeline",
    "germany-node",
    "my-pipeline",
    "protobuf-based-energy-pipeline",
  ]);
});

test.each(folders)("every operation of %s, and every target, is one that its service has", async (folder) => {
  const { nodes } = Blueprint.parse(await readDocument(folder, "blueprint"));
  for (const node of nodes) {
    for (const { operation_signature: operation, connected_to: targets } of node.operation_signature_list) {
      expect(await operationsOf(serviceOf(folder, node.container_name))).toContain(operation.operation_name);
      for (const target of targets) {
        expect(await operationsOf(serviceOf(folder, target.container_name))).toContain(
          target.operation_signature.operation_name,
        );
      }
    }
  }
});

test.each(folders)("the dockerinfo of %s names each container at its service's default port", async (folder) => {
  const { nodes } = Blueprint.parse(await readDocument(folder, "blueprint"));
  const dockerinfo = Dockerinfo.parse(await readDocument(folder, "dockerinfo"));
  const expected = [...new Set(nodes.map((node) => node.container_name))].map((name) => ({
    container_name: name,
    ip_address: "localhost",
    port: String(CATALOGUE[serviceOf(folder, name)].defaultPort),
  }));
  expect(dockerinfo.docker_info_list).toEqual(expected);
});
