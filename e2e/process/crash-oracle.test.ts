import { setTimeout as delay } from "node:timers/promises";
import { isInline, type HistoryEvent, type WorkflowDetail } from "@gantry/contracts";
import { evolveAll } from "@gantry/engine/core";
import { startExampleServices } from "@gantry/example-services";
import { historyFaults } from "@gantry/invariants";
import { expect, test } from "vitest";
import { ApiClient, ignoreUnreachable, type Submission } from "../src/api-client.ts";
import { arithmeticSubmission, CHAIN, DIAMOND, type Arithmetic } from "../src/arithmetic.ts";
import { seededRandom, testSeed } from "../src/seeded-random.ts";
import { ServerProcess } from "../src/server-process.ts";
import { until } from "../src/until.ts";

const KILLS = 50;
const MAX_WORKERS = 2;
/** Longer than a workflow's first steps take, shorter than the whole: most kills fall into the middle of some. */
const LATEST_KILL_MS = 600;

/** Submits until the server has acknowledged it, under one key, as a careful client does. */
const submitSurely = (api: ApiClient, submission: Submission): Promise<string> =>
  until(() => api.submit(submission).catch(ignoreUnreachable));

/** The number that the last addition of a Job gave, read from its history alone. */
function resultOf(history: readonly HistoryEvent[], graph: Arithmetic): unknown {
  const state = evolveAll(null, history);
  const task = state?.tasks.find(({ routine }) => routine === `arithmetic:Add${graph.last}`);
  const output = task?.output ?? null;
  if (output === null || !isInline(output)) return undefined;
  const { uri } = output.inline as { uri: string };
  return JSON.parse(Buffer.from(uri, "base64").toString("utf8"));
}

async function faultsOf(api: ApiClient, workflow: WorkflowDetail, graph: Arithmetic): Promise<string[]> {
  const histories = await api.histories(workflow);
  const results = [...histories.values()].map((history) => resultOf(history, graph));
  expect(results, workflow.workflowId).toEqual(workflow.jobs.map(() => ({ sum: graph.result })));
  return historyFaults(histories, { maxWorkers: MAX_WORKERS });
}

const seed = testSeed();

test(`${KILLS} kills of the server at random moments (GANTRY_TEST_SEED=${seed}) lose nothing and double nothing`, async () => {
  const random = seededRandom(seed);
  await using services = await startExampleServices({ containers: ["arithmetic"] });
  await using server = await ServerProcess.start();
  const api = new ApiClient(server.url);
  const submitted: { readonly workflow: Promise<string>; readonly graph: Arithmetic }[] = [];

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const graph = random() < 0.5 ? CHAIN : DIAMOND;
    const options = { durationMs: Math.floor(random() * 120), maxWorkers: MAX_WORKERS, jobs: 2 };
    const submission = arithmeticSubmission(graph, services.dockerinfo, options);
    submitted.push({ workflow: submitSurely(api, { ...submission, idempotency_key: `kill-${kill}` }), graph });
    await delay(random() * LATEST_KILL_MS);
    await server.kill();
    await server.restart();
  }

  const ids = await Promise.all(submitted.map(({ workflow }) => workflow));
  expect(new Set(ids).size).toBe(KILLS);
  for (const { workflow, graph } of submitted) {
    const ended = await api.ended(await workflow);
    expect({ id: ended.workflowId, status: ended.status }).toEqual({ id: ended.workflowId, status: "completed" });
    expect(await faultsOf(api, ended, graph)).toEqual([]);
  }
  expect(await server.stop()).toEqual({ code: 0, signal: null });
});
