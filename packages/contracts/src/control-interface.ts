import { z } from "zod";
import { DataReference } from "./data-reference.ts";
import { JsonObject } from "./json.ts";

/**
 * The control interface: how Gantry calls a service over HTTP (`/control/execute`, `/control/status/{task_id}`,
 * `/control/output/{task_id}`, `/control/cancel/{task_id}`, `/health`). snake_case as in the field. These are the
 * shapes as they are documented; what is tolerated beyond them is the caller's adapter's business.
 */
export const ControlStatus = z.enum(["complete", "running", "failed"]);
export type ControlStatus = z.infer<typeof ControlStatus>;

/** Body of `POST /control/execute`; `task_id` is new for every attempt and equals the Idempotency-Key header. */
export const ExecuteRequest = z.object({
  method: z.string(),
  workflow_id: z.string(),
  task_id: z.string(),
  inputs: z.array(DataReference).default([]),
  parameters: JsonObject.default({}),
});
export type ExecuteRequest = z.infer<typeof ExecuteRequest>;

/** `running` names the `task_id` to poll; `complete` carries the output; `failed` says why. */
export const ExecuteResponse = z.object({
  status: ControlStatus,
  task_id: z.string().nullable().default(null),
  output: DataReference.nullable().default(null),
  error: z.string().nullable().default(null),
});
export type ExecuteResponse = z.infer<typeof ExecuteResponse>;

/** Answer of `GET /control/status/{task_id}`; `progress` 0-100. `cancelled` and `message` are additions of ours. */
export const StatusResponse = z.object({
  status: z.enum([...ControlStatus.options, "cancelled"]),
  progress: z.number().min(0).max(100).nullable().default(null),
  error: z.string().nullable().default(null),
  message: z.string().nullable().optional(),
});
export type StatusResponse = z.infer<typeof StatusResponse>;

/** Answer of `GET /control/output/{task_id}`. */
export const OutputResponse = z.object({ output: DataReference });
export type OutputResponse = z.infer<typeof OutputResponse>;

/** Answer of `POST /control/cancel/{task_id}`. */
export const CancelResponse = z.object({ status: z.literal("cancelled") });
export type CancelResponse = z.infer<typeof CancelResponse>;
