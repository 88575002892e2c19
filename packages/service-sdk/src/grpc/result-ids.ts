import { Metadata } from "@grpc/grpc-js";
import { AppError, type DataReference, type ExecuteRequest, type JsonObject } from "@gantry/contracts";

/** Whose result is meant: a Task's, or (without `taskId`) the last one of a Workflow. */
export interface ResultIds {
  readonly workflowId: string;
  readonly taskId?: string;
}

/** The ids of a call travel as its metadata, percent-encoded: header values are ASCII, ids need not be. */
const WORKFLOW_KEY = "gantry-workflow-id";
const TASK_KEY = "gantry-task-id";

export function metadataOf(ids: ResultIds | null): Metadata {
  const metadata = new Metadata();
  if (ids === null) return metadata;
  metadata.set(WORKFLOW_KEY, encodeURIComponent(ids.workflowId));
  if (ids.taskId !== undefined) metadata.set(TASK_KEY, encodeURIComponent(ids.taskId));
  return metadata;
}

/**
 * @returns null for a call that names nothing, as those of other SDKs do.
 * @throws AppError (`invalid_input`) for an id that is not percent-encoded, or a task without its workflow.
 */
export function idsOfMetadata(metadata: Metadata): ResultIds | null {
  const workflowId = textOf(metadata, WORKFLOW_KEY);
  const taskId = textOf(metadata, TASK_KEY);
  if (workflowId !== undefined) return taskId === undefined ? { workflowId } : { workflowId, taskId };
  if (taskId !== undefined) throw new AppError("invalid_input", `${TASK_KEY} needs ${WORKFLOW_KEY}`);
  return null;
}

function textOf(metadata: Metadata, key: string): string | undefined {
  const value = metadata.get(key)[0];
  if (value === undefined) return undefined;
  try {
    return decodeURIComponent(value.toString());
  } catch (cause) {
    throw new AppError("invalid_input", `${key} must be percent-encoded`, { cause });
  }
}

/** The ids as a reference carries them, for whoever fetches. */
export const referenceMetadata = ({ workflow_id, task_id }: Pick<ExecuteRequest, "workflow_id" | "task_id">) => ({
  workflow_id,
  task_id,
});

/**
 * Whose result a reference means: what it says itself (the output may be an earlier Workflow's, kept by a retry), else
 * the Workflow that fetches.
 */
export function idsOfReference(
  metadata: DataReference["metadata"],
  request: Pick<ExecuteRequest, "workflow_id"> | undefined,
): ResultIds | null {
  const workflowId = idIn(metadata, "workflow_id") ?? request?.workflow_id;
  if (workflowId === undefined) return null;
  const taskId = idIn(metadata, "task_id");
  return taskId === undefined ? { workflowId } : { workflowId, taskId };
}

function idIn(metadata: JsonObject | null, key: string): string | undefined {
  const value = metadata?.[key];
  return typeof value === "string" ? value : undefined;
}
