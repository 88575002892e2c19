import { AppError } from "@gantry/contracts";
import { apiTokenStoreOf } from "./api-token-store.ts";
import { auditLogOf } from "./audit-log.ts";
import type { Database } from "./database.ts";
import { withStoreErrors } from "./database-error.ts";
import { PrismaHistoryStore } from "./history-store-prisma.ts";
import { currentProcess } from "./leases/process-identity.ts";
import { registerServer } from "./leases/server-registration.ts";
import { operationQueriesOf } from "./operation-queries.ts";
import { openPostgresql } from "./postgresql/postgresql-database.ts";
import { secretStoreOf } from "./secret-store.ts";
import { lockDataDirectory } from "./sqlite/data-directory-lock.ts";
import { openSqlite } from "./sqlite/sqlite-database.ts";
import type { Store, StoreOptions } from "./store.ts";
import { workflowQueriesOf } from "./workflow-queries.ts";
import { PrismaWorkflowStore } from "./workflow-store-prisma.ts";

const DEFAULT_HEARTBEAT_INTERVAL_MS = 2_000;
const DEFAULT_OWNER_TIMEOUT_MS = 10_000;

/**
 * Opens the store and brings its schema up to date.
 * @throws AppError `unavailable` when it can't be reached, read or written; `conflict` when another process uses the
 * data directory, when a newer program wrote the schema, or when the owner id was used before; `invalid_input` for a
 * URL that is not PostgreSQL's. Each says what to do.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  return options.databaseUrl === null
    ? openEmbedded(options)
    : openShared(await openPostgresql(postgresqlUrl(options.databaseUrl), onConnectionError(options)), options);
}

async function openEmbedded(options: StoreOptions): Promise<Store> {
  const lock = await lockDataDirectory(options.dataDir);
  try {
    const database = await openSqlite(options.dataDir);
    const store = await openOn(database, options, { heartbeatIntervalMs: null, afterClose: () => lock.release() });
    return { ...store, checkpoint: () => withStoreErrors(() => database.checkpoint()) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function openShared(database: Database, options: StoreOptions): Promise<Store> {
  const heartbeatIntervalMs = options.heartbeatIntervalMs ?? DEFAULT_HEARTBEAT_INTERVAL_MS;
  return openOn(database, options, { heartbeatIntervalMs, afterClose: async () => undefined });
}

async function openOn(
  database: Database,
  { ownerId, ownerTimeoutMs = DEFAULT_OWNER_TIMEOUT_MS, logger }: StoreOptions,
  { heartbeatIntervalMs, afterClose }: { heartbeatIntervalMs: number | null; afterClose: () => Promise<void> },
): Promise<Store> {
  const here = currentProcess();
  const server = await withStoreErrors(() =>
    registerServer(database, { ...here, ownerId }, { heartbeatIntervalMs, logger: logger ?? null }),
  ).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const workflows = new PrismaWorkflowStore(database, { here, ownerTimeoutMs });
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => (closing ??= endAll([() => server.end(), () => database.close(), afterClose]));
  return {
    kind: database.kind,
    history: new PrismaHistoryStore(database),
    workflows,
    queries: workflowQueriesOf(database, workflows),
    operations: operationQueriesOf(database),
    tokens: apiTokenStoreOf(database),
    audit: auditLogOf(database),
    secrets: secretStoreOf(database),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Each, in order, even when one before it failed; then throws the first error. */
async function endAll(ends: readonly (() => Promise<void>)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const end of ends) await withStoreErrors(end).catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw errors[0];
}

function postgresqlUrl(url: string): string {
  if (/^postgres(ql)?:\/\//.test(url)) return url;
  throw new AppError(
    "invalid_input",
    "DATABASE_URL must begin with postgresql://. Leave it empty for the embedded database.",
  );
}

const onConnectionError =
  ({ logger }: StoreOptions) =>
  (error: Error): void =>
    logger?.warn({ err: error }, "a database connection broke; the next query opens another");
