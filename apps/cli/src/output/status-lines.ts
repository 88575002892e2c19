import type { JobSummary, SystemStatus, WorkflowDetail, WorkflowPage, WorkflowSummary } from "@gantry/contracts";
import type { Console } from "./console.ts";
import { dateTimeText, durationText, percentText, plural, safeText } from "./format.ts";
import { statusText } from "./status-text.ts";
import { shortened } from "./text-width.ts";
import { tableLines } from "./table.ts";

const NAME_MAX = 40;

/** The server, and its newest Workflows. */
export function overviewLines(console: Console, system: SystemStatus, page: WorkflowPage): string[] {
  const counts = Object.entries(system.workflowCounts).filter(([, count]) => count > 0);
  const total =
    counts.length === 0 ? "no workflows yet" : counts.map(([status, count]) => `${count} ${status}`).join(", ");
  const head = `Gantry ${system.version} (${system.store}), ${plural(system.runningTasks, "task")} running; ${total}`;
  if (page.workflows.length === 0) return [head];
  const rows = page.workflows.map((workflow) => [
    workflow.workflowId,
    statusText(console, workflow.status),
    percentText(workflow.progressPercent),
    doneText(workflow),
    dateTimeText(workflow.createdAtMs),
    shortened(safeText(workflow.name), NAME_MAX),
  ]);
  const more =
    page.nextCursor === null ? [] : [console.style("dim", "… and older ones: --limit, --status and --name say which")];
  return [head, "", ...tableLines(["WORKFLOW", "STATUS", "DONE", "TASKS", "SUBMITTED", "NAME"], rows), ...more];
}

/** One Workflow and its Jobs. */
export function workflowDetailLines(console: Console, workflow: WorkflowDetail): string[] {
  return [
    ...summaryLines(console, workflow),
    ...workflow.services.map(
      ({ containerName, address }) => `service    ${safeText(containerName)} at ${safeText(address)}`,
    ),
    "",
    ...tableLines(
      ["JOB", "ID", "STATUS", "DONE", "TASKS", "ERROR"],
      workflow.jobs.map((job) => [
        String(job.jobIndex + 1),
        job.jobId,
        statusText(console, job.status),
        percentText(job.progressPercent),
        doneText(job),
        job.error === null ? "" : safeText(job.error.message),
      ]),
    ),
  ];
}

/** One Job, and the Workflow that it belongs to. */
export function jobDetailLines(
  console: Console,
  { summary, workflow }: { readonly summary: JobSummary; readonly workflow: WorkflowSummary },
): string[] {
  return [
    `${console.style("bold", summary.jobId)}  ${statusText(console, summary.status)}`,
    `workflow   ${workflow.workflowId} (${safeText(workflow.name)}), job ${summary.jobIndex + 1} of ${workflow.jobCount}`,
    ...factLines(summary),
    `history    ${plural(summary.projectedSeq, "event")}, ${plural(summary.logCount, "log line")}`,
  ];
}

function summaryLines(console: Console, workflow: WorkflowSummary): string[] {
  const { origin, flowId, maxWorkers, retryOf, jobCount } = workflow;
  return [
    `${console.style("bold", safeText(workflow.name))}  ${workflow.workflowId}  ${statusText(console, workflow.status)}`,
    `runs       ${origin} ${safeText(flowId)}, ${plural(jobCount, "job")}, ${maxWorkers === null ? "any number of" : `at most ${maxWorkers}`} tasks at once`,
    ...(retryOf === null ? [] : [`repeats    ${retryOf}`]),
    ...factLines(workflow),
  ];
}

type Facts = Pick<
  JobSummary,
  "createdAtMs" | "startedAtMs" | "finishedAtMs" | "progressPercent" | "taskCounts" | "error"
>;

function factLines(facts: Facts): string[] {
  const { startedAtMs, finishedAtMs, createdAtMs, error } = facts;
  const took =
    startedAtMs === null
      ? ""
      : finishedAtMs === null
        ? ", not ended"
        : `, took ${durationText(finishedAtMs - startedAtMs)}`;
  return [
    `submitted  ${dateTimeText(createdAtMs)}${took}`,
    `done       ${percentText(facts.progressPercent)}, ${doneText(facts)} tasks`,
    ...(error === null ? [] : [`error      ${safeText(error.message)}`]),
  ];
}

const doneText = ({ taskCounts }: Pick<Facts, "taskCounts">): string => `${taskCounts.completed}/${taskCounts.total}`;
