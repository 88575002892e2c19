import { DataReference, type ExecuteRequest, type ExecuteResponse } from "@gantry/contracts";
import { describeIssues } from "./describe-issues.ts";
import type { MethodAnswer, ServiceMethod } from "./service-method.ts";

/** Runs a method and puts its answer into the wire's full form. Never rejects: whatever goes wrong is a `failed` answer. */
export async function executeMethod(method: ServiceMethod, request: ExecuteRequest): Promise<ExecuteResponse> {
  try {
    return toResponse(await method(request), request);
  } catch (thrown) {
    return failed(request, thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function toResponse(answer: MethodAnswer, request: ExecuteRequest): ExecuteResponse {
  const taskId = answer.task_id ?? request.task_id;
  switch (answer.status) {
    case "complete": {
      const output = DataReference.safeParse(answer.output);
      if (!output.success)
        return failed(request, `Invalid output of ${request.method}: ${describeIssues(output.error)}`);
      return { status: "complete", task_id: taskId, output: output.data, error: null };
    }
    case "running":
      return { status: "running", task_id: taskId, output: null, error: null };
    case "failed":
      return { status: "failed", task_id: taskId, output: null, error: answer.error };
    default:
      // A method in plain JavaScript may return anything.
      return failed(request, `Method ${request.method} returned no status`);
  }
}

const failed = (request: ExecuteRequest, error: string): ExecuteResponse => ({
  status: "failed",
  task_id: request.task_id,
  output: null,
  error,
});
