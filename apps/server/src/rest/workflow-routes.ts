import { WorkflowOrigin, WorkflowStatus } from "@gantry/contracts";
import { z } from "zod";
import type { Actions } from "../application/actions.ts";
import { defineRoute, type Route } from "./route.ts";
import { SubmissionBody, toSubmission } from "./submission-body.ts";
import { failureText } from "./tasks.ts";
import { missing, ValidationError } from "./validation-error.ts";
import { viewWorkflow, WorkflowView } from "./workflow-view.ts";

const MAX_IDEMPOTENCY_KEY_CHARS = 200;

const Params = z.object({ workflow_id: z.string().max(200) });

const Query = z.strictObject({
  status: WorkflowStatus.optional(),
  origin: WorkflowOrigin.optional(),
  name: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(200).optional(),
});

const Submitted = z.object({ workflow_id: z.string(), status: z.literal("running") });
const Checked = z.object({ status: z.literal("valid"), warnings: z.array(z.string()) });

/** `/workflows`: submit, look, list, remove. */
export function workflowRoutes(actions: Actions): Route[] {
  return [submitRoute(actions), listRoute(actions), readRoute(actions), deleteRoute(actions)];
}

const submitRoute = (actions: Actions) =>
  defineRoute({
    method: "POST",
    path: "/workflows",
    summary:
      "Submit a blueprint with its dockerinfo, or a flow: a registered one by its id, or a serialised one. ?dry_run=true only checks it.",
    scope: "run",
    compatible: true,
    query: z.object({ dry_run: z.enum(["true", "false"]).default("false") }),
    body: SubmissionBody,
    response: z.union([Submitted, Checked]),
    async handle({ body, query, caller, headers }) {
      if (body.flow === undefined) {
        const absent = (["blueprint", "dockerinfo"] as const).filter((field) => body[field] === undefined);
        if (absent.length > 0) throw new ValidationError(absent.map(missing));
      }
      const submission = toSubmission(body, idempotencyKey(headers["idempotency-key"]));
      if (query.dry_run === "true") {
        return { status: "valid", warnings: actions.workflows.check(submission).map((fault) => fault.message) };
      }
      const { workflowId } = await actions.workflows.submit(submission, caller);
      return { workflow_id: workflowId, status: "running" };
    },
  });

const listRoute = (actions: Actions) =>
  defineRoute({
    method: "GET",
    path: "/workflows",
    summary:
      "List workflows, newest first; `name` is a part of the name or id. Managed operations only with origin=operation.",
    scope: "read",
    compatible: false,
    query: Query,
    response: z.object({ workflows: z.array(WorkflowView), next_cursor: z.string().nullable() }),
    async handle({ query }) {
      const { status, origin, name: search, limit, cursor } = query;
      const page = await actions.workflows.list({ status, origin, search, limit, cursor });
      const workflows = page.workflows.map((summary) => viewWorkflow(summary, summary.error?.message ?? null));
      return { workflows, next_cursor: page.nextCursor };
    },
  });

const readRoute = (actions: Actions) =>
  defineRoute({
    method: "GET",
    path: "/workflows/{workflow_id}",
    summary: "Where a workflow stands.",
    scope: "read",
    compatible: true,
    params: Params,
    response: WorkflowView,
    async handle({ params }) {
      const summary = await actions.workflows.summary(params.workflow_id);
      const error = summary.status === "failed" ? await failureText(actions, params.workflow_id) : null;
      return viewWorkflow(summary, error);
    },
  });

const deleteRoute = (actions: Actions) =>
  defineRoute({
    method: "DELETE",
    path: "/workflows/{workflow_id}",
    summary: "Cancel a workflow if it runs, and remove everything of it.",
    scope: "admin",
    compatible: true,
    params: Params,
    response: z.object({ status: z.literal("deleted") }),
    async handle({ params, caller }) {
      await actions.workflows.delete(params.workflow_id, caller);
      return { status: "deleted" };
    },
  });

/** @throws ValidationError for one that is too long to be kept: cut short, two keys could become one. */
function idempotencyKey(header: string | string[] | undefined): string | undefined {
  const key = Array.isArray(header) ? header[0] : header;
  if (key === undefined || key === "") return undefined;
  if (key.length <= MAX_IDEMPOTENCY_KEY_CHARS) return key;
  const msg = `Idempotency-Key has more than ${MAX_IDEMPOTENCY_KEY_CHARS} characters`;
  throw new ValidationError([{ type: "too_long", loc: ["header", "idempotency-key"], msg }]);
}
