import type { Behaviour, Behaviours, ReceivedCall, ScriptedService } from "@gantry/orchestrator/testing";
import { startScriptedService } from "@gantry/orchestrator/testing";
import { z } from "zod";

const Posted = z.object({ method: z.string(), task_id: z.string() });

export const OUTPUT = { protocol: "s3", uri: "s3://bucket/work.json", format: "json" };

/** What a call to /control/execute asks for. */
export const posted = ({ body }: ReceivedCall): { method: string; task_id: string } => Posted.parse(JSON.parse(body));

/** The answer of a service that takes its time. */
export const accept: Behaviour = (call) => ({ body: { status: "running", task_id: posted(call).task_id } });

/** Under which ids `method` was posted, in order: once per attempt. */
export const postsOf = (service: ScriptedService, method: string): string[] =>
  service
    .callsOf("POST /control/execute")
    .map(posted)
    .filter((post) => post.method === method)
    .map((post) => post.task_id);

/**
 * A service whose `Work` is long and done at the first poll, and whose `After` is done at once; `behaviours` say
 * otherwise. That of `POST /control/execute` is for `Work` alone.
 */
export function startWorkingService(
  behaviours: Behaviours = {},
  options: { readonly port?: number } = {},
): Promise<ScriptedService> {
  const { "POST /control/execute": work = accept, ...others } = behaviours;
  const script: Behaviours = {
    "POST /control/execute": (call, response) =>
      posted(call).method === "After" ? { body: { status: "complete" } } : work(call, response),
    ...others,
    "GET /control/status/": others["GET /control/status/"] ?? (() => ({ body: { status: "complete" } })),
    "GET /control/output/": others["GET /control/output/"] ?? (() => ({ body: { output: OUTPUT } })),
    "POST /control/cancel/": others["POST /control/cancel/"] ?? (() => ({ body: { status: "cancelled" } })),
  };
  return startScriptedService(script, options);
}
