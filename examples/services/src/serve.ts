/** Runs one example service in this process: `serve.ts <service name>`, by the environment that every service reads. */
import { createRequire } from "node:module";
import { run } from "@gantry/service-sdk";
import { CATALOGUE, containerNameOf, isServiceName, SERVICE_NAMES } from "./catalogue.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import type { ReadyMessage } from "./launch/ready-message.ts";

const name = process.argv[2] ?? "";
if (!isServiceName(name)) {
  console.error(`Unknown service "${name}". There are: ${SERVICE_NAMES.join(", ")}`);
  process.exit(1);
}

const { load, defaultPort }: CatalogueEntry = CATALOGUE[name];
const module = await load();
const { version } = createRequire(import.meta.url)("../package.json") as { readonly version: string };
const { methods, taskManager, dataPlane } = module;
const { port } = await run({
  name: containerNameOf(name),
  module,
  defaultPort,
  version,
  ...(methods === undefined ? {} : { methods }),
  ...(taskManager === undefined ? {} : { taskManager }),
  ...(dataPlane === undefined ? {} : { dataPlane }),
}).catch((error: unknown) => {
  console.error(`${name} cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});

if (process.send !== undefined) {
  // Started by the launcher: tell the port, and never outlive it, however it ends.
  process.send({ kind: "ready", port } satisfies ReadyMessage);
  process.once("disconnect", () => process.exit(0));
}
