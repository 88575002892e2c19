import { Flow } from "../../src/index.ts";
import { Beacon } from "./beacon.ts";
import { ThreadRoutine } from "./thread-routine.ts";

/** Run as a process of its own: it computes on threads and ends, without shutting the Flow or its threads down. */
Beacon.light();
const flow = new Flow({ flowId: "f", executionStrategy: "concurrent" });
flow.addRoutine(new ThreadRoutine("fibonacci"), "fibonacci");
const jobs = await Promise.all([10, 20, 30].map((n) => flow.execute("fibonacci", { n })));
await Promise.all(jobs.map((job) => job.waitForCompletion()));
for (const { state } of jobs) process.stdout.write(`${JSON.stringify(state.tasks[0]?.output)}\n`);
