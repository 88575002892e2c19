import { LogLevel } from "@gantry/contracts";
import { z } from "zod";
import type { Actions } from "../application/actions.ts";
import { defineRoute, type Route } from "./route.ts";
import { toWire } from "./wire-case.ts";
import { JobView, viewJob } from "./workflow-view.ts";

const Id = z.string().max(200);
const JobParams = z.object({ job_id: Id });
const Position = z.coerce.number().int().nonnegative().default(0);
const Limit = z.coerce.number().int().min(1).max(10_000).default(1000);
const WireRecords = z.array(z.record(z.string(), z.json()));

/** `/jobs`: where a Job stands, its history and its log. */
export function jobRoutes(actions: Actions): Route[] {
  return [listRoute(actions), readRoute(actions), historyRoute(actions), logsRoute(actions)];
}

const listRoute = (actions: Actions) =>
  defineRoute({
    method: "GET",
    path: "/workflows/{workflow_id}/jobs",
    summary: "The jobs of a workflow, by index.",
    scope: "read",
    compatible: false,
    params: z.object({ workflow_id: Id }),
    response: z.object({ workflow_id: z.string(), jobs: z.array(JobView) }),
    async handle({ params }) {
      const { workflowId, jobs } = await actions.workflows.get(params.workflow_id);
      return { workflow_id: workflowId, jobs: jobs.map(viewJob) };
    },
  });

const readRoute = (actions: Actions) =>
  defineRoute({
    method: "GET",
    path: "/jobs/{job_id}",
    summary: "Where a job stands.",
    scope: "read",
    compatible: false,
    params: JobParams,
    response: JobView,
    handle: async ({ params }) => viewJob((await actions.jobs.get(params.job_id)).summary),
  });

const historyRoute = (actions: Actions) =>
  defineRoute({
    method: "GET",
    path: "/jobs/{job_id}/history",
    summary: "A job's history, ascending; ask again with `next_seq` as `after_seq`.",
    scope: "read",
    compatible: false,
    params: JobParams,
    query: z.strictObject({ after_seq: Position, limit: Limit }),
    response: z.object({ job_id: z.string(), events: WireRecords, next_seq: z.number().int() }),
    async handle({ params, query }) {
      const page = await actions.jobs.history(params.job_id, { afterSeq: query.after_seq, limit: query.limit });
      return { job_id: params.job_id, events: toWire(page.events), next_seq: page.nextSeq };
    },
  });

const logsRoute = (actions: Actions) =>
  defineRoute({
    method: "GET",
    path: "/jobs/{job_id}/logs",
    summary: "A job's log lines, ascending; ask again with `last_log_seq` as `after_log_seq`.",
    scope: "read",
    compatible: false,
    params: JobParams,
    query: z.strictObject({
      after_log_seq: Position,
      limit: Limit,
      level: LogLevel.optional(),
      search: z.string().max(200).optional(),
    }),
    response: z.object({ job_id: z.string(), lines: WireRecords, last_log_seq: z.number().int() }),
    async handle({ params, query }) {
      const { after_log_seq: afterLogSeq, limit, level, search } = query;
      const page = await actions.jobs.logs(params.job_id, { afterLogSeq, limit, level, search });
      return { job_id: params.job_id, lines: toWire(page.lines), last_log_seq: page.lastLogSeq };
    },
  });
