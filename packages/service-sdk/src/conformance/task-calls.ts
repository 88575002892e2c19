import { randomUUID } from "node:crypto";
import type { ExecuteRequest } from "@gantry/contracts";
import type { Answer, ServiceProbe } from "./service-probe.ts";

/** One attempt at the method under test, with ids of its own, called as the orchestrator would. */
export class TaskCalls {
  readonly request: ExecuteRequest;
  readonly #probe: ServiceProbe;

  constructor(probe: ServiceProbe, method: string, given: Partial<Pick<ExecuteRequest, "inputs" | "parameters">>) {
    this.#probe = probe;
    const id = randomUUID();
    this.request = {
      method,
      workflow_id: `wf-${id}`,
      task_id: `task_${id}`,
      inputs: given.inputs ?? [],
      parameters: given.parameters ?? {},
    };
  }

  execute(): Promise<Answer> {
    const headers = { "idempotency-key": this.request.task_id };
    return this.#probe.post("/control/execute", { body: this.request, headers });
  }

  status(taskId: string): Promise<Answer> {
    return this.#probe.get(`/control/status/${encodeURIComponent(taskId)}`);
  }

  output(taskId: string): Promise<Answer> {
    return this.#probe.get(`/control/output/${encodeURIComponent(taskId)}`);
  }

  cancel(taskId: string): Promise<Answer> {
    return this.#probe.post(`/control/cancel/${encodeURIComponent(taskId)}`);
  }
}
