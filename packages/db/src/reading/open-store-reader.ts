import { AppError } from "@gantry/contracts";
import type { Database } from "../database.ts";
import { PrismaHistoryStore } from "../history-store-prisma.ts";
import { currentProcess } from "../leases/process-identity.ts";
import { workflowQueriesOf } from "../workflow-queries.ts";
import { PrismaWorkflowStore } from "../workflow-store-prisma.ts";
import { assertSchema } from "./assert-schema.ts";
import { censusOf } from "./census.ts";
import { openPostgresqlToRead, openSqliteToRead } from "./read-only-database.ts";
import type { StoreReader, StoreReaderOptions } from "./store-reader.ts";

/**
 * Opens a store to be looked at, also while servers use it. Nothing can be written through it, and its schema is left
 * as it is.
 * @throws AppError `not_found` when there is no such database; `unavailable` when it can't be reached or read;
 * `conflict` when its schema is not this program's; `invalid_input` for a URL that is not PostgreSQL's
 */
export async function openStoreReader(options: StoreReaderOptions): Promise<StoreReader> {
  const database = await open(options);
  try {
    await assertSchema(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  const workflows = new PrismaWorkflowStore(database, { here: currentProcess(), ownerTimeoutMs: 0 });
  return {
    kind: database.kind,
    history: new PrismaHistoryStore(database),
    workflows,
    queries: workflowQueriesOf(database, workflows),
    census: censusOf(database),
    close: () => database.close(),
    [Symbol.asyncDispose]: () => database.close(),
  };
}

function open({ databaseUrl, dataDir }: StoreReaderOptions): Promise<Database> {
  if (databaseUrl === null) return openSqliteToRead(dataDir);
  if (/^postgres(ql)?:\/\//.test(databaseUrl)) return openPostgresqlToRead(databaseUrl);
  throw new AppError("invalid_input", "The database's URL must begin with postgresql://");
}
