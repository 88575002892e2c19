import { z } from "zod";
import { JsonObject } from "./json.ts";
import { LOG_LEVELS } from "./vocabulary.ts";

export const LogLevel = z.enum(LOG_LEVELS);
export type LogLevel = z.infer<typeof LogLevel>;

/** One line of a Job's log: a gap-free stream of its own (jobId, logSeq); `atSeq` places it in the history. */
export const LogLine = z.object({
  jobId: z.string(),
  logSeq: z.number().int().positive(),
  atSeq: z.number().int().nonnegative(),
  atMs: z.number(),
  level: LogLevel,
  message: z.string(),
  fields: JsonObject.nullable(),
  routine: z.string().nullable(),
  taskId: z.string().nullable(),
  attempt: z.number().int().nullable(),
});
export type LogLine = z.infer<typeof LogLine>;
