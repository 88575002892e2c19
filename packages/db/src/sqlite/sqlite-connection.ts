import type { SqlDriverAdapter, SqlQuery, SqlResultSet, Transaction } from "@prisma/driver-adapter-utils";
import type { Statement } from "../database.ts";
import { Mutex } from "../mutex.ts";
import type { SqliteWriter } from "./sqlite-writer.ts";

const statement = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });

/**
 * The embedded database as Prisma talks to it, and the order between that and the writer of the hot append.
 *
 * It exists because the libsql adapter hands its connection to each transaction and opens another afterwards: measured,
 * 1,000 transactions leave 1,000 open files and lose every PRAGMA. Here transactions run on the connection itself:
 *
 * C1. Nothing else runs between a transaction's BEGIN and its end, the writer included: whoever is not part of it waits.
 * C2. When a transaction ends, by whatever way, the connection is outside of one.
 */
export class SqliteConnection implements SqlDriverAdapter {
  readonly provider = "sqlite";
  readonly adapterName: string;
  readonly #driver: SqlDriverAdapter;
  readonly #mutex = new Mutex();
  readonly #openWriter: () => SqliteWriter;
  #writer: SqliteWriter | null = null;

  /** @param openWriter called by the first commit. */
  constructor(driver: SqlDriverAdapter, openWriter: () => SqliteWriter) {
    this.#driver = driver;
    this.#openWriter = openWriter;
    this.adapterName = driver.adapterName;
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#mutex.run(() => this.#driver.queryRaw(query));
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#mutex.run(() => this.#driver.executeRaw(query));
  }

  executeScript(script: string): Promise<void> {
    return this.#mutex.run(() => this.#driver.executeScript(script));
  }

  /** All or nothing, in one transaction; durable once it resolves. */
  commit(statements: readonly Statement[]): Promise<void> {
    return this.#mutex.run(async () => {
      this.#writer ??= this.#openWriter();
      this.#writer.write(statements);
    });
  }

  async startTransaction(): Promise<Transaction> {
    const release = await this.#mutex.acquire();
    try {
      await this.#begin();
    } catch (error) {
      release();
      throw error;
    }
    return {
      provider: this.provider,
      adapterName: this.adapterName,
      // The client then leaves COMMIT and ROLLBACK to the two functions below.
      options: { usePhantomQuery: true },
      queryRaw: (query) => this.#driver.queryRaw(query),
      executeRaw: (query) => this.#driver.executeRaw(query),
      commit: async () => {
        try {
          await this.#driver.executeRaw(statement("COMMIT"));
        } catch (error) {
          await this.#rollback();
          throw error;
        } finally {
          release();
        }
      },
      rollback: () => this.#rollback().finally(release),
    };
  }

  dispose(): Promise<void> {
    return this.#mutex.run(() => {
      this.#writer?.close();
      return this.#driver.dispose();
    });
  }

  /** IMMEDIATE takes the write lock at once; a deferred one could fail in the middle. */
  async #begin(): Promise<void> {
    await this.#driver.executeRaw(statement("BEGIN IMMEDIATE"));
  }

  /** keeps C2: SQLite has rolled back by itself after some errors (disk full), which makes ROLLBACK the error. */
  async #rollback(): Promise<void> {
    await this.#driver.executeRaw(statement("ROLLBACK")).catch(() => undefined);
  }
}
