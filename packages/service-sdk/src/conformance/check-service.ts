import type { DataReference, JsonObject } from "@gantry/contracts";
import { checkApiKey } from "./check-api-key.ts";
import { checkCancel } from "./check-cancel.ts";
import { checkRefusals } from "./check-refusals.ts";
import { checkTask } from "./check-task.ts";
import { describeAnswer } from "./describe-answer.ts";
import { finding, RULES, type Finding, type RuleName } from "./finding.ts";
import { ServiceProbe, type Answer } from "./service-probe.ts";
import { TaskCalls } from "./task-calls.ts";

export interface CheckServiceOptions {
  /** A method to run, twice when it can be cancelled; without it only the refusals are checked. */
  readonly method?: string;
  readonly parameters?: JsonObject;
  readonly inputs?: DataReference[];
  /** The service's key; without it the service must be open. */
  readonly apiKey?: string;
  /** How long the method may take to complete; default 60 s. */
  readonly taskTimeoutMs?: number;
  /** How long one call may take; default 30 s, as the orchestrator's. */
  readonly callTimeoutMs?: number;
}

export interface ServiceReport {
  readonly url: string;
  /** Every rule once, in the order of `RULES`. */
  readonly findings: readonly Finding[];
  /** Whether no rule failed: Gantry can work with this service. */
  readonly conforms: boolean;
}

/** A cancelled task that goes on for longer counts as not cancelled. */
const STOP_WITHIN_MS = 10_000;

/**
 * Holds a running service against the control interface, rule by rule, over HTTP alone: in whatever language it is
 * written. It leaves a completed and a cancelled task behind at the service.
 *
 * @throws TypeError when `url` is not an http address. A service that does not answer is a report, not an error.
 */
export async function checkService(url: string, options: CheckServiceOptions = {}): Promise<ServiceReport> {
  const { apiKey, callTimeoutMs = 30_000 } = options;
  const probe = new ServiceProbe(url, { apiKey, callTimeoutMs });
  const health = await probe.get("/health");
  const findings = [
    judgeHealth(health),
    ...(health.kind === "silence"
      ? others(["health"], "the service does not answer")
      : [await checkApiKey(probe, apiKey), ...(await checkRefusals(probe)), ...(await checkMethod(probe, options))]),
  ];
  const order = Object.keys(RULES);
  return {
    url,
    findings: findings.toSorted((a, b) => order.indexOf(a.rule) - order.indexOf(b.rule)),
    conforms: findings.every(({ verdict }) => verdict !== "fail"),
  };
}

async function checkMethod(probe: ServiceProbe, options: CheckServiceOptions): Promise<readonly Finding[]> {
  const { method, taskTimeoutMs = 60_000 } = options;
  if (method === undefined) return others(WITHOUT_METHOD, "no method was named to run");
  const given = {
    ...(options.inputs === undefined ? {} : { inputs: options.inputs }),
    ...(options.parameters === undefined ? {} : { parameters: options.parameters }),
  };
  const findings = await checkTask(new TaskCalls(probe, method, given), taskTimeoutMs);
  return [...findings, await checkCancel(new TaskCalls(probe, method, given), Math.min(taskTimeoutMs, STOP_WITHIN_MS))];
}

function judgeHealth(answer: Answer): Finding {
  const isUp = answer.kind === "answer" && answer.status >= 200 && answer.status < 300;
  const saysOk =
    isUp &&
    typeof answer.json === "object" &&
    answer.json !== null &&
    "status" in answer.json &&
    answer.json.status === "ok";
  return finding("health", saysOk ? "pass" : isUp ? "warn" : "fail", describeAnswer(answer));
}

const WITHOUT_METHOD: readonly RuleName[] = [
  "health",
  "api-key",
  "unknown-method",
  "incomplete-request",
  "not-json",
  "unknown-task-status",
  "unknown-task-output",
];

const RULE_NAMES = Object.keys(RULES).filter((name): name is RuleName => Object.hasOwn(RULES, name));

const others = (checked: readonly RuleName[], why: string): readonly Finding[] =>
  RULE_NAMES.filter((rule) => !checked.includes(rule)).map((rule) => finding(rule, "skip", why));
