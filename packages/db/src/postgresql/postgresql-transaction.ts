import type { SqlDriverAdapter, Transaction } from "@prisma/driver-adapter-utils";

/** Runs `work` in a transaction of its own connection: committed when it returns, rolled back when it throws. */
export async function inTransaction<T>(
  adapter: SqlDriverAdapter,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const transaction = await adapter.startTransaction();
  try {
    const result = await work(transaction);
    await transaction.executeRaw({ sql: "COMMIT", args: [], argTypes: [] });
    // Gives the connection back; the adapter leaves the COMMIT itself to its caller.
    await transaction.commit();
    return result;
  } catch (error) {
    // A connection that is lost can't roll back, and need not.
    await transaction.executeRaw({ sql: "ROLLBACK", args: [], argTypes: [] }).catch(() => 0);
    await transaction.rollback();
    throw error;
  }
}
