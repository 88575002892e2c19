import { isDriverAdapterError, type Error as DriverError } from "@prisma/driver-adapter-utils";
import { AppError } from "@gantry/contracts";

/** What the driver said, wherever Prisma put it; null when `thrown` is not a database's error. */
export function driverErrorOf(thrown: unknown): DriverError | null {
  if (!(thrown instanceof Error)) return null;
  if (isDriverAdapterError(thrown)) return thrown.cause;
  if (!("meta" in thrown)) return null;
  const { meta } = thrown;
  if (typeof meta !== "object" || meta === null || !("driverAdapterError" in meta)) return null;
  return isDriverAdapterError(meta.driverAdapterError) ? meta.driverAdapterError.cause : null;
}

/** Whether a row was there already, or a fenced insert found no lease. */
export function isConstraintViolation(thrown: unknown): boolean {
  const kind = driverErrorOf(thrown)?.kind;
  return kind === "UniqueConstraintViolation" || kind === "NullConstraintViolation";
}

/** What to do about SQLite's primary result codes. */
const SQLITE_ADVICE: Readonly<Record<number, string>> = {
  5: "Another process holds the embedded database. Stop it, or give this one a data directory of its own.",
  8: "The embedded database can't be written. Make the data directory and its files writable for this user.",
  10: "Reading or writing the embedded database failed. Look at the disk, then start again.",
  11: "The embedded database is damaged. Restore it from a backup, or move the file away to start with an empty one.",
  13: "The disk is full. Free some space; nothing that was acknowledged is lost.",
  14: "The embedded database can't be opened. Check that the data directory exists and belongs to this user.",
  26: "The file is not a database. Restore it from a backup, or move it away to start with an empty one.",
};

const CONNECTION_KINDS: ReadonlySet<DriverError["kind"]> = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
  "TlsConnectionError",
]);

/** Configuration of the server, which retrying does not mend. */
const ACCESS_KINDS: ReadonlySet<DriverError["kind"]> = new Set([
  "DatabaseDoesNotExist",
  "DatabaseAccessDenied",
  "AuthenticationFailed",
]);

/** 22021: a character that the encoding does not have, as U+0000 in an id. Nothing of ours is stored with one. */
const isUnstorable = (error: DriverError): boolean =>
  error.kind === "ValueOutOfRange" || (error.kind === "postgres" && error.code === "22021");

/** The class "57": the server is shutting down or starting. */
const isShutdown = (error: DriverError): boolean => error.kind === "postgres" && error.code.startsWith("57");

/**
 * Turns a database's error into one of ours: `unavailable` when the store can't be reached or written,
 * `invalid_input` for a value that no row can have, `internal` otherwise. Whatever is none of a database passes unchanged.
 */
export function toStoreError(thrown: unknown): unknown {
  const error = driverErrorOf(thrown);
  if (error === null) return thrown;
  const said = error.originalMessage ?? error.kind;
  if (error.kind === "sqlite") {
    const advice = SQLITE_ADVICE[error.extendedCode & 0xff];
    if (advice !== undefined) return new AppError("unavailable", `${advice} (${said})`, { cause: thrown });
  }
  if (CONNECTION_KINDS.has(error.kind) || isShutdown(error)) {
    return new AppError("unavailable", `The database does not answer: ${said}. Is it running?`, { cause: thrown });
  }
  if (ACCESS_KINDS.has(error.kind)) {
    return new AppError("unavailable", `The database refuses us: ${said}. Check DATABASE_URL.`, { cause: thrown });
  }
  if (error.kind === "TransactionWriteConflict") {
    return new AppError("unavailable", `Another transaction was in the way: ${said}. Try again.`, { cause: thrown });
  }
  if (isUnstorable(error)) {
    return new AppError("invalid_input", "A text or number is not one that the database can hold", { cause: thrown });
  }
  return new AppError("internal", `The database refused a statement: ${said}`, { cause: thrown });
}

/** Runs `work`, database errors translated. */
export async function withStoreErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStoreError(error);
  }
}
