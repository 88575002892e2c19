import { z } from "zod";

/** What a service process tells the launcher once it listens. */
export const ReadyMessage = z.object({ kind: z.literal("ready"), port: z.number().int().positive() });
export type ReadyMessage = z.infer<typeof ReadyMessage>;
