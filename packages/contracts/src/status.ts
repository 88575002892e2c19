import { z } from "zod";
import { JOB_STATUSES, TASK_STATUSES } from "./vocabulary.ts";

/** The one vocabulary of status words. Foreign words are mapped where they enter, in one adapter each. */
export const JobStatus = z.enum(JOB_STATUSES);
export type JobStatus = z.infer<typeof JobStatus>;

/** A Workflow's status is derived from its Jobs; the words are the same. */
export const WorkflowStatus = JobStatus;
export type WorkflowStatus = JobStatus;

export const TaskStatus = z.enum(TASK_STATUSES);
export type TaskStatus = z.infer<typeof TaskStatus>;
