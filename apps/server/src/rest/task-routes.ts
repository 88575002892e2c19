import { z } from "zod";
import type { Actions } from "../application/actions.ts";
import { defineRoute, type Route } from "./route.ts";
import { TaskView } from "./task-view.ts";
import { OutputDataView, viewOneTask, viewOutputData, viewTasks } from "./tasks.ts";

const Id = z.string().max(200);

/** `/workflows/{id}/tasks`: the Tasks of all Jobs. */
export function taskRoutes(actions: Actions): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/workflows/{workflow_id}/tasks",
      summary: "The tasks of a workflow, by job index and then in blueprint order.",
      scope: "read",
      compatible: true,
      params: z.object({ workflow_id: Id }),
      response: z.object({ workflow_id: z.string(), tasks: z.array(TaskView) }),
      async handle({ params }) {
        return { workflow_id: params.workflow_id, tasks: await viewTasks(actions, params.workflow_id) };
      },
    }),
    defineRoute({
      method: "GET",
      path: "/workflows/{workflow_id}/tasks/{task_id}",
      summary: "One task.",
      scope: "read",
      compatible: true,
      params: z.object({ workflow_id: Id, task_id: Id }),
      response: TaskView,
      handle: ({ params }) => viewOneTask(actions, params.workflow_id, params.task_id),
    }),
    defineRoute({
      method: "GET",
      path: "/workflows/{workflow_id}/tasks/{task_id}/output-data",
      summary: "What a completed task gave: the data that its reference carries inline, or where the data is.",
      scope: "read",
      compatible: false,
      params: z.object({ workflow_id: Id, task_id: Id }),
      response: OutputDataView,
      handle: ({ params }) => viewOutputData(actions, params.workflow_id, params.task_id),
    }),
  ];
}
