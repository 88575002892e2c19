import type { Database } from "../database.ts";
import { Prisma } from "../generated/sqlite/client.ts";
import { isKnownDead, type ProcessIdentity } from "./process-identity.ts";
import { UNFINISHED } from "./unfinished.ts";

/** A lease on an unfinished Workflow that another server holds; the server's columns are null when it is not registered. */
interface ForeignLease {
  readonly workflowId: string;
  readonly token: number;
  readonly ownerId: string;
  readonly hostname: string | null;
  readonly pid: number | null;
  readonly pidSpace: string | null;
  readonly silentForMs: bigint | number | null;
}

export interface OwnerJudgement {
  readonly here: ProcessIdentity;
  /** An owner that was silent for longer is gone. */
  readonly ownerTimeoutMs: number;
}

/**
 * Takes over, one by one and by compare-and-set, every unfinished Workflow whose owner is gone.
 * Embedded, every other owner is: the lock on the data directory proves it.
 * @returns the Workflows that `ownerId` holds now and did not before, oldest first.
 */
export async function claimAbandonedLeases(
  database: Database,
  ownerId: string,
  judgement: OwnerJudgement,
): Promise<string[]> {
  const abandoned = (await foreignLeases(database, ownerId)).filter(
    (lease) => database.kind === "embedded" || isGone(lease, judgement),
  );
  const claimed: string[] = [];
  // Each in its own transaction: one over several rows could deadlock with an append that holds some of them.
  for (const { workflowId, token } of abandoned) {
    const { count } = await database.prisma.lease.updateMany({
      where: { workflowId, token },
      data: { ownerId, token: token + 1 },
    });
    if (count === 1) claimed.push(workflowId);
  }
  await database.prisma.server.deleteMany({ where: { ownerId: { in: abandoned.map((lease) => lease.ownerId) } } });
  return claimed;
}

function foreignLeases({ prisma, dialect }: Database, ownerId: string): Promise<ForeignLease[]> {
  return prisma.$queryRaw<ForeignLease[]>(Prisma.sql`
    SELECT l."workflowId", l."token", l."ownerId", s."hostname", s."pid", s."pidSpace",
      ${Prisma.raw(dialect.nowMs)} - s."heartbeatAtMs" AS "silentForMs"
    FROM "Workflow" AS w
    JOIN "Lease" AS l ON l."workflowId" = w."id"
    LEFT JOIN "Server" AS s ON s."ownerId" = l."ownerId"
    WHERE w."status" IN (${Prisma.join([...UNFINISHED])}) AND l."ownerId" <> ${ownerId}
    ORDER BY w."createdAtMs", w."id"`);
}

function isGone(lease: ForeignLease, { here, ownerTimeoutMs }: OwnerJudgement): boolean {
  const { hostname, pid, pidSpace, silentForMs } = lease;
  if (hostname === null || pid === null || silentForMs === null) return true;
  return Number(silentForMs) > ownerTimeoutMs || isKnownDead({ hostname, pid, pidSpace }, here);
}
