import { checkFinal, checkRepetition } from "./check-after-end.ts";
import { checkEarlyOutput, judgeEnd, judgeOutput, judgeProgress } from "./check-course.ts";
import { describeAnswer } from "./describe-answer.ts";
import { finding, type Finding, type RuleName } from "./finding.ts";
import { pollTask } from "./poll-task.ts";
import { readExecution, readOutput } from "./read-answers.ts";
import type { TaskCalls } from "./task-calls.ts";

const OF_RUNNING: readonly RuleName[] = ["status", "progress", "early-output", "end"];
const OF_COMPLETED: readonly RuleName[] = ["output", "final", "repetition"];

const skipAll = (rules: readonly RuleName[], why: string): readonly Finding[] =>
  rules.map((rule) => finding(rule, "skip", why));

/** Runs the method once, as the orchestrator does, from `execute` to the output. */
export async function checkTask(calls: TaskCalls, timeoutMs: number): Promise<readonly Finding[]> {
  const answer = await calls.execute();
  const execution = readExecution(answer);
  if (!execution.ok) {
    const findings = skipAll([...OF_RUNNING, ...OF_COMPLETED], "there was no usable answer to execute");
    return [finding("execute-answer", "fail", execution.fault), ...findings];
  }
  const answered = finding("execute-answer", "pass", describeAnswer(answer));
  const { value } = execution;
  switch (value.status) {
    case "failed":
      return [
        answered,
        ...skipAll(["status", "progress", "early-output"], "the method failed at once"),
        finding("end", "fail", `failed: ${value.error}; give parameters or inputs that it can work with`),
        ...skipAll(OF_COMPLETED, "the method failed at once"),
      ];
    case "complete":
      return [
        answered,
        ...skipAll(["status", "progress", "early-output"], "the method answers at once"),
        finding("end", "pass", "complete at once"),
        judgeOutput({ ok: true, value: value.output }),
        finding("final", "skip", "the method answers at once"),
        await checkRepetition(calls, null),
      ];
    case "running":
      return [answered, ...(await checkRunning(calls, value.taskId, timeoutMs))];
  }
}

async function checkRunning(calls: TaskCalls, taskId: string, timeoutMs: number): Promise<readonly Finding[]> {
  const early = await checkEarlyOutput(calls, taskId);
  const course = await pollTask(calls, taskId, timeoutMs);
  if (!course.last.ok) {
    const rest = skipAll(["progress", "end", ...OF_COMPLETED], "the status could not be read");
    return [finding("status", "fail", course.last.fault), early, ...rest];
  }
  const { last, progress } = course;
  const findings = [
    finding("status", "pass", `answered ${progress.length} times`),
    judgeProgress(progress),
    early,
    judgeEnd(last.value, timeoutMs),
  ];
  if (last.value.status !== "complete") return [...findings, ...skipAll(OF_COMPLETED, "the task did not complete")];
  return [
    ...findings,
    judgeOutput(readOutput(await calls.output(taskId))),
    await checkFinal(calls, taskId),
    await checkRepetition(calls, taskId),
  ];
}
