import type { Contender } from "../benchmark.ts";
import { redisIsMissing } from "./redis-server.ts";

/** How safe a finished step is, of each contender. */
export const DURABILITY_OF_PEERS =
  "Gantry: SQLite WAL, fsync per commit; p-queue: nothing; BullMQ: Redis append-only file, fsync every second";

/** BullMQ as a peer: only where a Redis can be started. */
export const bullMqPeer = (name: "BullMQ" | "BullMQ flows", run: Contender["run"]): Contender => ({
  name,
  missing: redisIsMissing,
  run,
});
