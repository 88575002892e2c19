/** Starts the example services and keeps them running until Ctrl-C or SIGTERM: `launch.ts --help`. */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { CONTAINER_NAMES, isContainerName, type ContainerName } from "./catalogue.ts";
import { startExampleServices } from "./launch/example-services.ts";

const USAGE = `Usage: launch [options]

  --only <names>       comma-separated, of: ${CONTAINER_NAMES.join(", ")}
  --free-ports         any free port each, instead of those in the example dockerinfo files
  --dockerinfo <file>  write the dockerinfo document for the started services there
  --duration-ms <ms>   how long every long operation takes, instead of its own default`;

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    "free-ports": { type: "boolean", default: false },
    dockerinfo: { type: "string" },
    "duration-ms": { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

const durationMs = values["duration-ms"];
const examples = await startExampleServices({
  containers: containersOf(values.only),
  ports: values["free-ports"] ? "free" : "default",
  output: "inherit",
  env: durationMs === undefined ? {} : { EXAMPLE_DURATION_MS: durationMs },
});

if (values.dockerinfo !== undefined) {
  await writeFile(values.dockerinfo, `${JSON.stringify(examples.dockerinfo, null, 2)}\n`);
}
console.log(`${examples.services.length} example services are ready. Ctrl-C stops them.`);

const stop = async (exitCode: number): Promise<void> => {
  await examples.stop();
  process.exit(exitCode);
};
let stopping = false;
const onSignal = (): void => {
  if (!stopping) void stop(0);
  stopping = true;
};
process.on("SIGTERM", onSignal).on("SIGINT", onSignal);

for (const { containerName, ended } of examples.services) {
  void ended.then((code) => {
    if (stopping) return;
    stopping = true;
    console.error(`Service ${containerName} ended unexpectedly (exit code ${code ?? "none"}); stopping the others.`);
    void stop(1);
  });
}

function containersOf(only: string | undefined): readonly ContainerName[] {
  if (only === undefined) return CONTAINER_NAMES;
  const names = only.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !isContainerName(name));
  if (unknown.length > 0) throw new Error(`Unknown service: ${unknown.join(", ")}\n\n${USAGE}`);
  return names.filter(isContainerName);
}
