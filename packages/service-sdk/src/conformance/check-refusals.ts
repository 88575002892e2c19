import { randomUUID } from "node:crypto";
import { describeAnswer } from "./describe-answer.ts";
import { finding, type Finding, type RuleName, type Verdict } from "./finding.ts";
import type { Answer, ServiceProbe } from "./service-probe.ts";

/** What a service must refuse, and how. None of it starts any work at a right service. */
export async function checkRefusals(probe: ServiceProbe): Promise<readonly Finding[]> {
  const method = `NoSuchMethod_${randomUUID()}`;
  const taskId = `no-such-task-${randomUUID()}`;
  const request = { method, workflow_id: "wf-conformance", task_id: taskId, inputs: [], parameters: {} };
  const execute = (body: unknown): Promise<Answer> => probe.post("/control/execute", { body });
  const refused = async (rule: RuleName, asked: Promise<Answer>, judge: (answer: Answer) => Verdict) => {
    const answer = await asked;
    return finding(rule, judge(answer), describeAnswer(answer));
  };
  const { task_id: _missing, ...incomplete } = request;
  return [
    await refused("unknown-method", execute(request), refusal(400, `Unknown method: ${method}`)),
    await refused("incomplete-request", execute(incomplete), refusal(422)),
    await refused("not-json", execute("{ this is not JSON"), refusal(422)),
    await refused("unknown-task-status", probe.get(`/control/status/${taskId}`), notFound),
    await refused("unknown-task-output", probe.get(`/control/output/${taskId}`), notFound),
  ];
}

/** Any other 4xx is a refusal too; Gantry only shows it. */
const refusal =
  (status: number, detail?: string) =>
  (answer: Answer): Verdict => {
    if (answer.kind === "silence" || answer.status < 400 || answer.status > 499) return "fail";
    return answer.status === status && (detail === undefined || detailOf(answer) === detail) ? "pass" : "warn";
  };

/** By its 404 Gantry tells a task that was lost from one that is still known. */
function notFound(answer: Answer): Verdict {
  if (answer.kind === "silence" || answer.status !== 404) return "fail";
  return detailOf(answer) === "Task not found" ? "pass" : "warn";
}

export function detailOf(answer: Answer): unknown {
  if (answer.kind === "silence" || typeof answer.json !== "object" || answer.json === null) return undefined;
  return "detail" in answer.json ? answer.json.detail : undefined;
}
