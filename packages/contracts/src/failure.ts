import { z } from "zod";

/**
 * Why a Job or Task did not complete.
 * `message` is for a person and keeps the documented prefixes; `code` is for a program.
 */
export const Failure = z.object({ code: z.string(), message: z.string() });
export type Failure = z.infer<typeof Failure>;
