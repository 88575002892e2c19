import type { JobStatus, TaskStatus } from "./status.ts";

/**
 * Words as plain data, in files without zod: a page that only compares statuses need not load the schemas
 * (37 KB of its first 200, gzip).
 */
export const JOB_STATUSES = ["pending", "running", "paused", "completed", "failed", "cancelled"] as const;
export const TASK_STATUSES = ["pending", "running", "completed", "failed", "skipped", "cancelled"] as const;
/** What a Workflow was made from: an upload, a Flow registered by code, or one managed operation. */
export const WORKFLOW_ORIGINS = ["blueprint", "flow", "operation"] as const;
/** From the least to the most important. */
export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;

const TERMINAL: ReadonlySet<string> = new Set(["completed", "failed", "skipped", "cancelled"]);

/** Whether nothing may follow this status. A terminal status is final: no late result or recovery overwrites it. */
export const isTerminal = (status: JobStatus | TaskStatus): boolean => TERMINAL.has(status);
