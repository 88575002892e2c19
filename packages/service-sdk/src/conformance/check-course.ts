import { detailOf } from "./check-refusals.ts";
import { describeAnswer, plain } from "./describe-answer.ts";
import { finding, type Finding } from "./finding.ts";
import { readStatus, referenceFault, type Reading, type TaskStatus } from "./read-answers.ts";
import type { TaskCalls } from "./task-calls.ts";

/** Asks for the output while the task should still run. */
export async function checkEarlyOutput(calls: TaskCalls, taskId: string): Promise<Finding> {
  const answer = await calls.output(taskId);
  const got = describeAnswer(answer);
  if (answer.kind === "silence") return finding("early-output", "fail", got);
  if (answer.status === 400)
    return finding("early-output", detailOf(answer) === "Task not complete" ? "pass" : "warn", got);
  if (answer.status > 400 && answer.status < 500) return finding("early-output", "warn", got);
  // It may have ended in the meantime; then the answer was right.
  const status = readStatus(await calls.status(taskId));
  if (status.ok && status.value.status !== "running")
    return finding("early-output", "skip", "the task ended too soon to ask");
  return finding("early-output", "fail", got);
}

/** Strange progress never fails a task at Gantry: it is read as well as it can be, or not shown. */
export function judgeProgress(progress: readonly unknown[]): Finding {
  const told = progress.filter((value) => value !== null);
  const got = told.length === 0 ? "null" : plain(told.map((value) => JSON.stringify(value)).join(", "));
  const isRising = told.every((value, index) => {
    const before = index === 0 ? 0 : told[index - 1];
    return typeof value === "number" && typeof before === "number" && value >= before && value <= 100;
  });
  return finding("progress", isRising ? "pass" : "warn", got);
}

export function judgeEnd({ status, error }: TaskStatus, timeoutMs: number): Finding {
  switch (status) {
    case "complete":
      return finding("end", "pass", "complete");
    case "running":
      return finding("end", "fail", `still running after ${timeoutMs} ms`);
    case "failed":
    case "cancelled":
      return finding("end", "fail", `${status}: ${error}`);
  }
}

export function judgeOutput(output: Reading<unknown>): Finding {
  if (!output.ok) return finding("output", "fail", output.fault);
  if (output.value === null || output.value === undefined)
    return finding("output", "warn", "none: the next service will get nothing from this one");
  const fault = referenceFault(output.value);
  const got = plain(JSON.stringify(output.value));
  return fault === null ? finding("output", "pass", got) : finding("output", "fail", `${fault}; came: ${got}`);
}
