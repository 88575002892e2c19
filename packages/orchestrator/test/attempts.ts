import type { JsonObject, JsonValue } from "@gantry/contracts";
import { sleep, systemClock, type Attempt, type AttemptContext } from "@gantry/engine";
import { DEFAULT_SERVICE_CALLS } from "../src/service-settings.ts";
import { parseSubmission } from "../src/submission/parse-submission.ts";
import { renderFaults } from "../src/submission/render-faults.ts";
import { blueprintOf } from "./blueprints.ts";

interface AttemptOptions {
  readonly port: number;
  readonly taskId?: string;
  readonly attempt?: number;
  readonly input?: JsonObject;
  readonly parameters?: JsonObject;
  readonly resumed?: Attempt["resumed"];
}

/** An attempt as the engine would hand it over, and all that its executor did to the Job. */
export interface TestAttempt {
  readonly attempt: Attempt;
  readonly abort: AbortController;
  readonly acknowledged: string[];
  readonly progress: (number | null)[];
  readonly messages: (string | undefined)[];
  readonly logs: string[];
}

/** An attempt of vertex `svc:Run`, whose service listens on `port`; its polling waits at most 1 s. */
export function attemptOf(options: AttemptOptions): TestAttempt {
  const { port, taskId = "task_1", attempt = 1, input = { reference: [[]] }, resumed = null } = options;
  const submission = parseSubmission(
    {
      blueprint: blueprintOf(["svc:Run"]),
      dockerinfo: { docker_info_list: [{ container_name: "svc", ip_address: "127.0.0.1", port }] },
      parameters: { "svc:Run": options.parameters ?? {} },
    },
    { calls: { ...DEFAULT_SERVICE_CALLS, polling: { ...DEFAULT_SERVICE_CALLS.polling, maxDelayMs: 1_000 } } },
  );
  const definition = submission.ok ? submission.flow.routines[0] : undefined;
  if (!submission.ok || definition === undefined) throw new Error(renderFaults(submission.faults));

  const abort = new AbortController();
  const record = {
    acknowledged: [] as string[],
    progress: [] as (number | null)[],
    messages: [] as (string | undefined)[],
    logs: [] as string[],
  };
  const sharedData = new Map<string, JsonValue>();
  const context: AttemptContext = {
    workflowId: "wf-000000000001",
    jobId: "job_1",
    taskId,
    attempt,
    routine: definition.name,
    config: definition.config,
    signal: abort.signal,
    sharedData: { get: async (key) => sharedData.get(key), set: (key, value) => void sharedData.set(key, value) },
    emit: () => undefined,
    log: (level, message, fields) => void record.logs.push(`${level}: ${message} ${JSON.stringify(fields ?? {})}`),
    progress: (percent, message) => {
      record.progress.push(percent);
      record.messages.push(message);
    },
    getStat: (_name, fallback = 0) => fallback,
    setStat: () => undefined,
    incrementStat: () => 0,
    updateStat: () => 0,
    stats: () => ({}),
    queuedAtMs: systemClock.nowMs(),
    activation: 1,
    deferUntil: () => undefined,
    sleep: (delayMs) => sleep(systemClock, delayMs, abort.signal),
    acknowledge: async (serviceTaskId) => void record.acknowledged.push(serviceTaskId),
  };
  return {
    attempt: {
      context,
      flowId: submission.flow.flowId,
      flowVersion: submission.flow.version,
      definition,
      slot: "input",
      input,
      resumed,
    },
    abort,
    ...record,
  };
}
