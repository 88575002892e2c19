import { z } from "zod";

/** The one vocabulary of status words. Foreign words are mapped where they enter, in one adapter each. */
export const JobStatus = z.enum(["pending", "running", "paused", "completed", "failed", "cancelled"]);
export type JobStatus = z.infer<typeof JobStatus>;

/** A Workflow's status is derived from its Jobs; the words are the same. */
export const WorkflowStatus = JobStatus;
export type WorkflowStatus = JobStatus;

export const TaskStatus = z.enum(["pending", "running", "completed", "failed", "skipped", "cancelled"]);
export type TaskStatus = z.infer<typeof TaskStatus>;

const TERMINAL: ReadonlySet<string> = new Set(["completed", "failed", "skipped", "cancelled"]);

/** Whether nothing may follow this status. A terminal status is final: no late result or recovery overwrites it. */
export const isTerminal = (status: JobStatus | TaskStatus): boolean => TERMINAL.has(status);
