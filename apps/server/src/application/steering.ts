import type { Engine, Target } from "@gantry/engine";
import type { Caller } from "../auth/caller.ts";
import type { AuditTrail } from "./audit-trail.ts";

export interface SteeringOptions {
  readonly engine: Engine;
  readonly audit: AuditTrail;
  /** The sealed secret that a Workflow was submitted with; null: none. A retry takes it along. */
  readonly sealedSecretOf: (workflowId: string) => Promise<string | null>;
  readonly workflowIdOf: (target: Target) => Promise<string>;
  /** A Workflow is gone: whoever watches it should know. */
  readonly onDeleted: (workflowId: string) => void;
}

export interface SteeringActions {
  cancel(target: Target, reason: string | undefined, caller: Caller): Promise<void>;
  pause(target: Target, reason: string | undefined, caller: Caller): Promise<void>;
  resume(target: Target, caller: Caller): Promise<void>;
  retry(target: Target, caller: Caller): Promise<{ readonly workflowId: string }>;
  delete(workflowId: string, caller: Caller): Promise<void>;
}

/** What people do to Workflows and Jobs that are there already; each deed leaves a line in the audit log. */
export function createSteering(options: SteeringOptions): SteeringActions {
  const { engine } = options;
  const audited = (caller: Caller, action: string, target: Target) => {
    options.audit.record(caller, action, "jobId" in target ? target.jobId : target.workflowId);
  };
  return {
    async cancel(target, reason, caller) {
      await engine.cancel(target, reason);
      audited(caller, "cancel", target);
    },
    async pause(target, reason, caller) {
      await engine.pause(target, reason);
      audited(caller, "pause", target);
    },
    async resume(target, caller) {
      await engine.resume(target);
      audited(caller, "resume", target);
    },
    async retry(target, caller) {
      const sealedSecret = await options.sealedSecretOf(await options.workflowIdOf(target));
      const { workflowId } = await engine.retry(target, { sealedSecret });
      audited(caller, "retry", target);
      return { workflowId };
    },
    async delete(workflowId, caller) {
      await engine.delete(workflowId);
      options.onDeleted(workflowId);
      audited(caller, "delete", { workflowId });
    },
  };
}
