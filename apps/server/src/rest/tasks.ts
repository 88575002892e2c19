import { AppError } from "@gantry/contracts";
import type { Actions } from "../application/actions.ts";
import { z } from "zod";
import { OutputData, readOutputData } from "./output-data.ts";
import { valueOf, viewTask, type TaskView, type TaskViewContext } from "./task-view.ts";

export const OutputDataView = OutputData.extend({
  workflow_id: z.string(),
  task_id: z.string(),
  node_key: z.string(),
});
export type OutputDataView = z.infer<typeof OutputDataView>;

/** Every Task of a Workflow: by job index, then in the Flow's order. @throws AppError `not_found` */
export async function viewTasks(actions: Actions, workflowId: string): Promise<TaskView[]> {
  const views: TaskView[] = [];
  for await (const { context, tasks } of jobsOf(actions, workflowId)) {
    for (const task of tasks) views.push(await viewTask(task, context));
  }
  return views;
}

/** @throws AppError `not_found` for an unknown Workflow, or a Task that it does not have. */
export async function viewOneTask(actions: Actions, workflowId: string, taskId: string): Promise<TaskView> {
  const { task, context } = await findTask(actions, workflowId, taskId);
  return viewTask(task, context);
}

/**
 * What a Task gave, as far as it is here.
 * @throws AppError `not_found` as above; `conflict` for a Task that has not completed.
 */
export async function viewOutputData(actions: Actions, workflowId: string, taskId: string): Promise<OutputDataView> {
  const { task, context } = await findTask(actions, workflowId, taskId);
  if (task.status !== "completed") {
    throw new AppError("conflict", `Task not complete: ${taskId} is ${task.status} and has no output`);
  }
  const value = task.output === null ? null : await valueOf(task.output, context);
  return { workflow_id: workflowId, task_id: taskId, node_key: task.routine, ...readOutputData(value) };
}

async function findTask(actions: Actions, workflowId: string, taskId: string) {
  for await (const { context, tasks } of jobsOf(actions, workflowId)) {
    const task = tasks.find((candidate) => candidate.taskId === taskId);
    if (task !== undefined) return { task, context };
  }
  throw new AppError("not_found", "Task not found");
}

/** The original's words for why a Workflow failed: `Task <task_id> failed: <error>`; null when it did not. */
export async function failureText(actions: Actions, workflowId: string): Promise<string | null> {
  const { status, error, jobs } = await actions.workflows.get(workflowId);
  const failed = status === "failed" ? jobs.find((job) => job.status === "failed") : undefined;
  if (failed === undefined) return error?.message ?? null;
  const { tasks } = await actions.jobs.state(failed.jobId);
  const task = tasks.find((candidate) => candidate.status === "failed" && !candidate.continued);
  const message = task?.error?.message ?? failed.error?.message ?? "unknown";
  return task === undefined ? message : `Task ${task.taskId} failed: ${message}`;
}

async function* jobsOf(actions: Actions, workflowId: string) {
  const { flow, jobs } = await actions.workflows.get(workflowId);
  for (const { jobId } of jobs) {
    const job = await actions.jobs.state(jobId);
    const context: TaskViewContext = { flow, job, resolve: (ref) => actions.jobs.value(workflowId, ref) };
    yield { context, tasks: job.tasks };
  }
}
