import type { PrismaClient } from "./generated/sqlite/client.ts";
import type { Dialect } from "./dialect.ts";

/** One SQL statement and its parameters. Bulk statements take their rows as one parameter of JSON text. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly string[];
}

/** An open database: typed Prisma queries for reading and rare writes, and `commit` for what must be one transaction or fast. */
export interface Database {
  readonly kind: "embedded" | "postgresql";
  readonly prisma: PrismaClient;
  readonly dialect: Dialect;
  /**
   * Runs the statements in order, all of them durably or none.
   * @throws the driver adapter's error; see `database-error.ts`.
   */
  commit(statements: readonly Statement[]): Promise<void>;
  close(): Promise<void>;
}
