import { describeAnswer } from "./describe-answer.ts";
import { finding, type Finding } from "./finding.ts";
import { readExecution, readStatus } from "./read-answers.ts";
import type { TaskCalls } from "./task-calls.ts";

/** A task that was seen complete must stay so. */
export async function checkFinal(calls: TaskCalls, taskId: string): Promise<Finding> {
  const answer = await calls.status(taskId);
  const status = readStatus(answer);
  const isFinal = status.ok && status.value.status === "complete";
  return finding("final", isFinal ? "pass" : "fail", describeAnswer(answer));
}

/**
 * After a crash of its own the orchestrator may post an attempt again that has reached the service. Services without
 * this do their work twice then.
 *
 * @param taskId the task to look at afterwards; null when the method answered at once.
 */
export async function checkRepetition(calls: TaskCalls, taskId: string | null): Promise<Finding> {
  const answer = await calls.execute();
  const execution = readExecution(answer);
  if (!execution.ok) return finding("repetition", "warn", execution.fault);
  const isSameKind = execution.value.status === (taskId === null ? "complete" : "running");
  if (taskId === null) return finding("repetition", isSameKind ? "pass" : "warn", describeAnswer(answer));
  const status = readStatus(await calls.status(taskId));
  if (status.ok && status.value.status === "complete") return finding("repetition", "pass", "the task stays complete");
  const now = status.ok ? `the task is ${status.value.status} again: its work is done twice` : status.fault;
  return finding("repetition", "warn", now);
}
