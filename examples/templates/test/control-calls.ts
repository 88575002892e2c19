import { DataReference, ExecuteResponse } from "@gantry/service-sdk";

export interface Call {
  readonly method: string;
  readonly workflowId?: string;
  readonly taskId?: string;
  readonly inputs?: readonly unknown[];
  readonly parameters?: Record<string, unknown>;
}

/** `POST /control/execute`, as the orchestrator sends it. */
export async function execute(url: string, call: Call): Promise<ExecuteResponse> {
  const response = await fetch(`${url}/control/execute`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      method: call.method,
      workflow_id: call.workflowId ?? "wf-1",
      task_id: call.taskId ?? "task-1",
      inputs: call.inputs ?? [],
      parameters: call.parameters ?? {},
    }),
  });
  return ExecuteResponse.parse(await response.json());
}

interface Status {
  readonly status: string;
  readonly progress: number | null;
  readonly error: string | null;
}

export async function statusOf(url: string, taskId = "task-1"): Promise<Status> {
  return (await (await fetch(`${url}/control/status/${taskId}`)).json()) as Status;
}

/** Executes, polls until the end, and fetches the output. */
export async function outputOf(url: string, call: Call): Promise<DataReference> {
  const answer = await execute(url, call);
  if (answer.output !== null) return answer.output;
  const taskId = answer.task_id ?? "";
  let status = await statusOf(url, taskId);
  while (status.status === "running") status = await statusOf(url, taskId);
  if (status.status !== "complete") throw new Error(status.error ?? answer.error ?? "failed");
  const { output } = (await (await fetch(`${url}/control/output/${taskId}`)).json()) as { output: unknown };
  return DataReference.parse(output);
}
