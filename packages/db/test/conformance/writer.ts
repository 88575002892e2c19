/** A server that does nothing but append and say, after each append, that it was acknowledged. It is killed while it writes. */
import { openStore } from "../../src/index.ts";
import { appendTo, fact, jobIdOf, logLine, newWorkflow } from "./fixtures.ts";

const [databaseUrl, dataDir, ownerId] = process.argv.slice(2);
if (databaseUrl === undefined || dataDir === undefined || ownerId === undefined) {
  throw new Error("writer.ts <databaseUrl or -> <dataDir> <ownerId>");
}
const store = await openStore({ databaseUrl: databaseUrl === "-" ? null : databaseUrl, dataDir, ownerId });
const workflow = newWorkflow({ ownerId });
const jobId = jobIdOf(workflow);
await store.workflows.create(workflow);
process.stdout.write(`${jobId}\n`);
for (let seq = 2; ; seq += 1) {
  await store.history.append([appendTo(workflow, { events: [fact(jobId, seq)], logs: [logLine(jobId, seq - 1)] })]);
  process.stdout.write(`${seq}\n`);
}
