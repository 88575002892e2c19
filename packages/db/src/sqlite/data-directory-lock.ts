import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { AppError } from "@gantry/contracts";
import { currentProcess, isAlive, startTicksOf } from "../leases/process-identity.ts";

/** Content of the lock file. */
interface LockHolder {
  readonly pid: number;
  readonly pidSpace: string | null;
  readonly startTicks: string | null;
  /** Tells this lock from every other, ours included. */
  readonly lockId: string;
}

export interface DataDirectoryLock {
  release(): Promise<void>;
}

/**
 * Makes this process the only one that uses `dataDir`, which is made when it is not there.
 * The file `gantry.lock` says who holds it; that of a dead process is taken over.
 * @throws AppError `conflict` when a living process holds it, `unavailable` when the directory can't be written.
 */
export async function lockDataDirectory(dataDir: string): Promise<DataDirectoryLock> {
  const file = path.join(dataDir, "gantry.lock");
  const { pid, pidSpace } = currentProcess();
  const own: LockHolder = { pid, pidSpace, startTicks: startTicksOf(pid), lockId: randomUUID() };
  // Written whole under another name and linked: a lock file is never seen half written.
  const draft = path.join(dataDir, `gantry.lock.${own.lockId}`);
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(draft, JSON.stringify(own));
  } catch (error) {
    throw unusable(dataDir, error);
  }
  try {
    while (!(await linked(draft, file))) await removeStale(draft, file, dataDir);
  } finally {
    await rm(draft, { force: true });
  }
  return {
    async release() {
      if ((await holderOf(file))?.lockId === own.lockId) await rm(file, { force: true });
    },
  };
}

async function linked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw unusable(path.dirname(file), error);
  }
}

/** How long to wait for another process that is removing the same stale lock, ms. */
const TAKEOVER_WAIT_MS = 5;

/**
 * Only who holds the takeover file removes a lock, and looks again under it: so a lock that somebody has just taken
 * is never removed by one who saw its stale forerunner.
 */
async function removeStale(draft: string, file: string, dataDir: string): Promise<void> {
  await assertStale(file, dataDir);
  const takeover = `${file}.takeover`;
  if (!(await linked(draft, takeover))) {
    const other = await holderOf(takeover);
    if (other !== null && !holdsOn(other)) await rm(takeover, { force: true }); // it died in the middle of this
    await setTimeout(TAKEOVER_WAIT_MS);
    return;
  }
  try {
    await assertStale(file, dataDir);
    await rm(file, { force: true });
  } finally {
    await rm(takeover, { force: true });
  }
}

async function assertStale(file: string, dataDir: string): Promise<void> {
  const holder = await holderOf(file);
  if (holder !== null && holdsOn(holder)) throw inUse(dataDir, holder);
}

/** Pids say nothing across boots and containers: a lock from there is left over from a run that was replaced. */
const holdsOn = (holder: LockHolder): boolean =>
  holder.pidSpace === currentProcess().pidSpace &&
  isAlive(holder.pid) &&
  startTicksOf(holder.pid) === holder.startTicks;

/** null when there is no lock file, or not one of ours. */
async function holderOf(file: string): Promise<LockHolder | null> {
  try {
    const holder: unknown = JSON.parse(await readFile(file, "utf8"));
    return isHolder(holder) ? holder : null;
  } catch {
    return null;
  }
}

const isHolder = (value: unknown): value is LockHolder =>
  typeof value === "object" && value !== null && "pid" in value && typeof value.pid === "number" && "lockId" in value;

const inUse = (dataDir: string, { pid }: LockHolder): AppError =>
  new AppError(
    "conflict",
    `The data directory ${dataDir} is in use by process ${pid}. Stop that one, or give this one a directory of its own (GANTRY_DATA_DIR).`,
    { details: { dataDir, pid } },
  );

const unusable = (dataDir: string, cause: unknown): AppError => {
  const code = codeOf(cause) ?? String(cause);
  const advice =
    code === "ENOSPC"
      ? "The disk is full. Free some space; nothing that was acknowledged is lost."
      : "Make it a directory that this user may write, or name another (GANTRY_DATA_DIR).";
  return new AppError("unavailable", `Can't write to the data directory ${dataDir} (${code}). ${advice}`, { cause });
};

const codeOf = (error: unknown): string | null =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
