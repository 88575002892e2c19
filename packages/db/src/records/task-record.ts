import type { TaskProjection } from "@gantry/engine";
import type { RowShape } from "../dialect.ts";
import type { Task } from "../generated/sqlite/client.ts";
import { plainText } from "./plain-text.ts";
import { fromJson } from "./stored-json.ts";

/** Columns of "Task", as the bulk statement writes them. */
export const TASK_SHAPE = {
  id: "text",
  workflowId: "text",
  jobId: "text",
  ordinal: "integer",
  routine: "text",
  status: "text",
  projectedSeq: "integer",
  state: "text",
} as const satisfies RowShape;

export const taskRow = (projection: TaskProjection): Record<keyof typeof TASK_SHAPE, unknown> => ({
  id: projection.task.taskId,
  workflowId: projection.workflowId,
  jobId: projection.jobId,
  ordinal: projection.task.ordinal,
  routine: plainText(projection.task.routine),
  status: projection.task.status,
  projectedSeq: projection.projectedSeq,
  state: JSON.stringify(projection.task),
});

export const toTaskProjection = (row: Task): TaskProjection => ({
  workflowId: row.workflowId,
  jobId: row.jobId,
  projectedSeq: row.projectedSeq,
  task: fromJson(row.state) as TaskProjection["task"],
});
