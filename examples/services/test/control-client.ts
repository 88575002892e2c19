import { type DataReference, ExecuteResponse, OutputResponse, StatusResponse } from "@gantry/contracts";
import { readJson } from "../src/data-exchange.ts";

const getJson = async (url: string): Promise<unknown> => (await fetch(url)).json();

export interface Call {
  readonly method: string;
  readonly taskId?: string;
  readonly workflowId?: string;
  readonly inputs?: readonly DataReference[];
  readonly parameters?: Record<string, unknown>;
}

/** Posts one attempt, as any HTTP client would. */
export async function execute(url: string, call: Call): Promise<ExecuteResponse> {
  const response = await fetch(`${url}/control/execute`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      method: call.method,
      workflow_id: call.workflowId ?? "wf-test",
      task_id: call.taskId ?? call.method,
      inputs: call.inputs ?? [],
      parameters: call.parameters ?? {},
    }),
  });
  return ExecuteResponse.parse(await response.json());
}

export const statusOf = async (url: string, taskId: string): Promise<StatusResponse> =>
  StatusResponse.parse(await getJson(`${url}/control/status/${taskId}`));

/** Executes and polls to the end. @returns the output; every status seen on the way is handed to `onStatus`. */
export async function outputOf(
  url: string,
  call: Call,
  onStatus: (status: StatusResponse) => void = () => undefined,
): Promise<DataReference> {
  const answer = await execute(url, call);
  if (answer.status === "complete" && answer.output !== null) return answer.output;
  if (answer.status !== "running" || answer.task_id === null) throw new Error(answer.error ?? "failed");
  for (;;) {
    const status = await statusOf(url, answer.task_id);
    onStatus(status);
    if (status.status === "failed") throw new Error(status.error ?? "failed");
    if (status.status === "complete") break;
  }
  return OutputResponse.parse(await getJson(`${url}/control/output/${answer.task_id}`)).output;
}

export const documentOf = async (url: string, call: Call): Promise<unknown> => readJson(await outputOf(url, call));
