import { AppError } from "@gantry/contracts";
import type { Logger } from "@gantry/engine";
import type { Database, Statement } from "../database.ts";
import type { RowShape } from "../dialect.ts";
import { toStoreError } from "../database-error.ts";
import { Prisma } from "../generated/sqlite/client.ts";
import { UNFINISHED } from "./unfinished.ts";
import type { ProcessIdentity } from "./process-identity.ts";

const SERVER_SHAPE = {
  ownerId: "text",
  hostname: "text",
  pid: "integer",
  pidSpace: "text",
} as const satisfies RowShape;

export interface ServerRegistration {
  /** Ends the heartbeat and the registration: what this server owned may be taken over at once. */
  end(): Promise<void>;
}

/**
 * Makes this server known as an owner of Workflows, with a sign of life every `heartbeatIntervalMs` (null: none).
 * @throws AppError `conflict` for an `ownerId` that was used before: its Workflows would be nobody's to recover.
 */
export async function registerServer(
  database: Database,
  identity: ProcessIdentity & { readonly ownerId: string },
  options: { readonly heartbeatIntervalMs: number | null; readonly logger: Logger | null },
): Promise<ServerRegistration> {
  const { ownerId } = identity;
  await assertUnused(database, ownerId);
  const beat = heartbeatStatement(database, identity);
  await database.commit([beat]);

  let inFlight: Promise<void> = Promise.resolve();
  const sendHeartbeat = (): void => {
    inFlight = database.commit([beat]).catch((error: unknown) => {
      // The next one may come through; until then, appends fail by themselves where the database is gone.
      options.logger?.warn({ err: toStoreError(error), ownerId }, "heartbeat failed");
    });
  };
  const timer = options.heartbeatIntervalMs === null ? null : setInterval(sendHeartbeat, options.heartbeatIntervalMs);
  timer?.unref();
  return {
    async end() {
      if (timer !== null) clearInterval(timer);
      await inFlight;
      await database.prisma.server.deleteMany({ where: { ownerId } });
    },
  };
}

async function assertUnused({ prisma }: Database, ownerId: string): Promise<void> {
  const registered = await prisma.server.findUnique({ where: { ownerId }, select: { pid: true } });
  const [unfinished] = await prisma.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM "Workflow" AS w JOIN "Lease" AS l ON l."workflowId" = w."id"
    WHERE w."status" IN (${Prisma.join([...UNFINISHED])}) AND l."ownerId" = ${ownerId} LIMIT 1`);
  if (registered === null && unfinished === undefined) return;
  throw new AppError(
    "conflict",
    `The owner id ${ownerId} was used before. Choose a new one at every start of a server.`,
  );
}

/** Also brings back a registration that another server ended because this one was silent for too long. */
function heartbeatStatement(
  { dialect }: Database,
  identity: ProcessIdentity & { readonly ownerId: string },
): Statement {
  const { ownerId, hostname, pid, pidSpace } = identity;
  return {
    sql: `INSERT INTO "Server" ("ownerId", "hostname", "pid", "pidSpace", "startedAtMs", "heartbeatAtMs")
      SELECT r."ownerId", r."hostname", r."pid", r."pidSpace", ${dialect.nowMs}, ${dialect.nowMs}
      FROM ${dialect.rows(1, SERVER_SHAPE, "r")}
      WHERE true ON CONFLICT ("ownerId") DO UPDATE SET "heartbeatAtMs" = excluded."heartbeatAtMs"`,
    parameters: [dialect.rowsText(SERVER_SHAPE, [{ ownerId, hostname, pid, pidSpace }])],
  };
}
