import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Enough of a process to tell later, from the same machine, whether it still lives. */
export interface ProcessIdentity {
  readonly hostname: string;
  readonly pid: number;
  /** Within which `pid` means something: boot and pid namespace. null where the system does not tell. */
  readonly pidSpace: string | null;
}

export const currentProcess = (): ProcessIdentity => ({ hostname: hostname(), pid: process.pid, pidSpace: pidSpace() });

/** Whether `other` is known to be dead. Of another machine, container or boot nothing is known. */
export const isKnownDead = (other: ProcessIdentity, here: ProcessIdentity): boolean =>
  other.pidSpace !== null &&
  other.pidSpace === here.pidSpace &&
  other.hostname === here.hostname &&
  !isAlive(other.pid);

/** Whether a process of this number runs here now. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and is not ours.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

/**
 * When a process began, in clock ticks since boot: numbers are used again, and after a container's restart
 * even ours may be the number in the lock file. null where the system does not tell.
 */
export function startTicksOf(pid: number): string | null {
  const stat = readOrNull(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  // The second field is the command in brackets and may hold anything; the 22nd is the 20th after it.
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}

function pidSpace(): string | null {
  const bootId = readOrNull(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim());
  const namespace = readOrNull(() => readlinkSync("/proc/self/ns/pid"));
  return bootId === null || namespace === null ? null : `${bootId} ${namespace}`;
}

function readOrNull(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
