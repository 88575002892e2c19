import { z } from "zod";

const Time = z.string().nullable();
const Count = z.number().nullable();
const OwnData = z.record(z.string(), z.json());

/** A GenericProgressState as REST shows it. */
export const ProgressView = z.object({
  current_step: Count,
  total_steps: Count,
  percentage: z.number(),
  message: z.string(),
  items_processed: Count,
  total_items: Count,
  context: OwnData,
  started_at: Time,
  estimated_remaining_ms: Count,
});

/** An operation as REST shows it: `OperationSummary` of the contracts, converted. */
export const OperationView = z.object({
  operation_id: z.string(),
  workflow_id: z.string(),
  service: z.string(),
  operation_type: z.string(),
  registered: z.boolean(),
  total_steps: Count,
  metadata: OwnData,
  child_key: z.string().nullable(),
  name: z.string(),
  status: z.string(),
  cancel_requested: z.boolean(),
  progress: ProgressView,
  parent_operation_id: z.string().nullable(),
  retry_of: z.string().nullable(),
  created_at: z.string(),
  started_at: Time,
  finished_at: Time,
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  reason: z.string().nullable(),
});

export const OperationDetailView = OperationView.extend({
  result: z.json(),
  context: OwnData,
  children: z.array(OperationView),
});

export const OperationPageView = z.object({
  operations: z.array(OperationView),
  total: z.number().int(),
  active_count: z.number().int(),
});

export const ProgressSamplesView = z.object({
  operation_id: z.string(),
  samples: z.array(z.object({ seq: z.number().int(), at: z.string(), progress: ProgressView })),
  next_cursor: z.number().int(),
});
