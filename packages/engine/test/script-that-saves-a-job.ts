import { setTimeout as sleep } from "node:timers/promises";
import { saveJobState } from "../src/index.ts";
import { collectingFlow } from "./collecting-flow.ts";

/** Run as a process of its own: it starts a Job, saves it in the middle of an attempt, and dies. */
const [, , file = "", text = ""] = process.argv;
const { flow } = collectingFlow({ afterEmitting: () => sleep(3_600_000) });
const job = await flow.execute("source", { text });
while (job.state.emittedCount < 2) await sleep(1);
await saveJobState(job, file);
process.exit(7);
