import { DriverAdapterError } from "@prisma/driver-adapter-utils";
import LibSql from "libsql";
import type { Statement } from "../database.ts";

type Prepared = LibSql.Statement<string[]>;

/**
 * The embedded database as `commit` writes to it: a second connection, whose statements stay prepared. Through the
 * adapter each one is parsed again, which cost as much as all the rest of a small commit.
 *
 * Owner of no lock: whoever calls it sees to it that no transaction is open on the other connection.
 */
export class SqliteWriter {
  readonly #database: LibSql.Database;
  /** By SQL text: there are as many as this package has texts, so none is ever let go. */
  readonly #prepared = new Map<string, Prepared>();

  constructor(file: string, pragmas: string) {
    this.#database = new LibSql(file);
    this.#database.exec(pragmas);
  }

  /**
   * All or nothing, in one transaction; a single statement is its own. Durable when it returns.
   * @throws DriverAdapterError as the adapter would.
   */
  write(statements: readonly Statement[]): void {
    try {
      if (statements.length === 1) this.#run(statements);
      else if (statements.length > 1) this.#transaction(statements);
    } catch (error) {
      throw toDriverError(error);
    }
  }

  close(): void {
    this.#database.close();
  }

  #transaction(statements: readonly Statement[]): void {
    this.#prepare("BEGIN IMMEDIATE").run(); // the write lock at once: a deferred one could fail in the middle
    try {
      this.#run(statements);
      this.#prepare("COMMIT").run();
    } catch (error) {
      // SQLite has rolled back by itself after some errors (disk full), which makes ROLLBACK the error
      if (this.#database.inTransaction) this.#prepare("ROLLBACK").run();
      throw error;
    }
  }

  #run(statements: readonly Statement[]): void {
    for (const { sql, parameters } of statements) this.#prepare(sql).run(...parameters);
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const prepared: Prepared = this.#database.prepare(sql);
    this.#prepared.set(sql, prepared);
    return prepared;
  }
}

/** SQLite's extended result codes of rows that are there already, and of NULL where none may be. */
const UNIQUE_VIOLATIONS: ReadonlySet<number> = new Set([1555, 2067]);
const NOT_NULL_VIOLATION = 1299;

function toDriverError(error: unknown): unknown {
  const rawCode = error instanceof LibSql.SqliteError && "rawCode" in error ? error.rawCode : null;
  if (!(error instanceof Error) || typeof rawCode !== "number") return error;
  const said = { originalCode: String(rawCode), originalMessage: error.message };
  if (UNIQUE_VIOLATIONS.has(rawCode)) return new DriverAdapterError({ kind: "UniqueConstraintViolation", ...said });
  if (rawCode === NOT_NULL_VIOLATION) return new DriverAdapterError({ kind: "NullConstraintViolation", ...said });
  return new DriverAdapterError({ kind: "sqlite", extendedCode: rawCode, message: error.message, ...said });
}
