import { readFile } from "node:fs/promises";

/** Linux counts a process's time in hundredths of a second. */
const MS_PER_TICK = 10;
const KIB = 1024;

/** What a process of this machine has used so far. */
export interface ProcessCost {
  /** User and kernel, ms. */
  readonly cpuMs: number;
  readonly residentBytes: number;
}

/** @returns null where there is no /proc. */
export async function processCost(pid: number): Promise<ProcessCost | null> {
  try {
    const [stat, status] = await Promise.all([
      readFile(`/proc/${pid}/stat`, "utf8"),
      readFile(`/proc/${pid}/status`, "utf8"),
    ]);
    // After the name, which is in parentheses and may hold blanks: state is field 3, utime 14, stime 15.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = Number(fields[11]) + Number(fields[12]);
    const residentKib = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]);
    return { cpuMs: ticks * MS_PER_TICK, residentBytes: residentKib * KIB };
  } catch {
    return null;
  }
}
