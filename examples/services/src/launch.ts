/** Starts the example services and keeps them running until Ctrl-C or SIGTERM: `launch.ts --help`. */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { GENERAL_SERVICES, isServiceName, PIPELINE_NAMES, servicesOfPipeline, type ServiceName } from "./catalogue.ts";
import { startExampleServices } from "./launch/example-services.ts";

const USAGE = `Usage: launch [options]

  --pipeline <name>    the services of one pipeline: ${PIPELINE_NAMES.join(", ")}
  --only <names>       comma-separated, of: ${GENERAL_SERVICES.join(", ")}
  --free-ports         any free port each, instead of those in the example dockerinfo files
  --dockerinfo <file>  write the dockerinfo document for the started services there
  --duration-ms <ms>   how long every long operation takes, instead of its own default`;

const { values } = parseArgs({
  options: {
    pipeline: { type: "string" },
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
  containers: servicesOf(values),
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

for (const { name, ended } of examples.services) {
  void ended.then((code) => {
    if (stopping) return;
    stopping = true;
    console.error(`Service ${name} ended unexpectedly (exit code ${code ?? "none"}); stopping the others.`);
    void stop(1);
  });
}

function servicesOf({ pipeline, only }: { pipeline?: string | undefined; only?: string | undefined }) {
  return pipeline === undefined ? namedServices(only) : pipelineServices(pipeline);
}

function pipelineServices(pipeline: string): readonly ServiceName[] {
  const services = servicesOfPipeline(pipeline);
  if (services.length === 0) throw new Error(`Unknown pipeline: ${pipeline}\n\n${USAGE}`);
  return services;
}

function namedServices(only: string | undefined): readonly ServiceName[] {
  if (only === undefined) return GENERAL_SERVICES;
  const names = only.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !isServiceName(name));
  if (unknown.length > 0) throw new Error(`Unknown service: ${unknown.join(", ")}\n\n${USAGE}`);
  return names.filter(isServiceName);
}
