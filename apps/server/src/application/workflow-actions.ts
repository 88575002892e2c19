import type { WorkflowActions } from "./actions.ts";
import type { SteeringActions } from "./steering.ts";
import type { Submitter } from "./submitter.ts";
import type { WorkflowReader } from "./workflow-reader.ts";

export interface WorkflowActionsOptions {
  readonly submitter: Submitter;
  readonly reader: WorkflowReader;
  readonly steering: SteeringActions;
}

export function createWorkflowActions({ submitter, reader, steering }: WorkflowActionsOptions): WorkflowActions {
  return {
    validate: (documents) => submitter.validate(documents),
    check: (request) => submitter.check(request),
    submit: (request, caller) => submitter.submit(request, caller),
    list: (query) => reader.list(query),
    summary: (workflowId) => reader.summary(workflowId),
    get: (workflowId) => reader.detail(workflowId),
    cancel: (workflowId, { reason }, caller) => steering.cancel({ workflowId }, reason, caller),
    pause: (workflowId, { reason }, caller) => steering.pause({ workflowId }, reason, caller),
    resume: (workflowId, _options, caller) => steering.resume({ workflowId }, caller),
    retry: (workflowId, caller) => steering.retry({ workflowId }, caller),
    delete: (workflowId, caller) => steering.delete(workflowId, caller),
  };
}
