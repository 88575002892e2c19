import { describeAnswer } from "./describe-answer.ts";
import { finding, type Finding } from "./finding.ts";
import { pollTask } from "./poll-task.ts";
import { readExecution } from "./read-answers.ts";
import type { TaskCalls } from "./task-calls.ts";

/** What services of the field answer that know no cancel: Gantry goes on without it. */
const NO_SUCH_CALL: ReadonlySet<number> = new Set([404, 405]);

/** Starts the method once more, and cancels it. @param stopWithinMs how long the work may take to notice. */
export async function checkCancel(calls: TaskCalls, stopWithinMs: number): Promise<Finding> {
  const execution = readExecution(await calls.execute());
  if (!execution.ok || execution.value.status !== "running")
    return finding("cancel", "skip", "the method does not run on after its answer");
  const { taskId } = execution.value;
  const answer = await calls.cancel(taskId);
  const got = describeAnswer(answer);
  if (answer.kind === "silence") return finding("cancel", "fail", got);
  if (NO_SUCH_CALL.has(answer.status))
    return finding("cancel", "warn", `${got}: this service cannot be told to stop; a cancelled task may still run`);
  if (answer.status !== 200) return finding("cancel", "fail", got);

  const { last } = await pollTask(calls, taskId, stopWithinMs);
  if (!last.ok) return finding("cancel", "fail", last.fault);
  switch (last.value.status) {
    case "running":
      return finding("cancel", "fail", `${got}, but the task is still running after ${stopWithinMs} ms`);
    case "complete":
      return finding("cancel", "skip", "the task completed too soon to be cancelled");
    case "failed":
    case "cancelled":
      return finding("cancel", saysCancelled(answer.json) ? "pass" : "warn", `${got}, then ${last.value.status}`);
  }
}

const saysCancelled = (json: unknown): boolean =>
  typeof json === "object" && json !== null && "status" in json && json.status === "cancelled";
