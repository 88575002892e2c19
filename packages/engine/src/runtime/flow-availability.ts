import { FLOW_UNAVAILABLE, type JobState } from "@gantry/contracts";
import type { Command } from "../core/index.ts";
import type { WorkflowRecord } from "./ports/workflow-store.ts";

/** By what a process tells whether it has the code of a Workflow's Flow. */
export type AvailabilityQuestion = Pick<WorkflowRecord, "origin" | "flow">;

/** What a Job needs when it is taken in: to wait for the code of its Flow, to go on because it is there again, or nothing. */
export function availabilityCommand({ status, pauseReason }: JobState, isAvailable: boolean): Command | null {
  if (!isAvailable) return { type: "pause_job", reason: FLOW_UNAVAILABLE };
  return status === "paused" && pauseReason === FLOW_UNAVAILABLE ? { type: "resume_job" } : null;
}

/** Why such a Job cannot be resumed, and what to do. */
export function unavailableMessage({ flow }: AvailabilityQuestion): string {
  const { flowId, version, builtFrom, routines } = flow;
  const then = "in GANTRY_MODULES, and the job goes on by itself";
  if (builtFrom !== "document")
    return `Version ${version} of flow ${flowId} is not registered here: start the server with the module that exports it ${then}`;
  const classes = [...new Set(routines.map(({ implementation }) => implementation))];
  const named = classes.length > MAX_NAMED ? [...classes.slice(0, MAX_NAMED), "…"] : classes;
  return `Flow ${flowId} came as a document, and not all of its classes are registered here as they were (${named.join(", ")}): start the server with the modules that export them ${then}`;
}

const MAX_NAMED = 10;
