import type { AuditLog, NewAuditEntry } from "@gantry/db";
import type { Clock } from "@gantry/engine";
import type { Caller } from "../auth/caller.ts";
import type { BackgroundWork } from "../background.ts";

/** An entry waits this long for others: a commit for each would cost a small submission as much as its own. */
const GATHER_MS = 250;

export interface AuditTrailOptions {
  readonly log: AuditLog;
  readonly clock: Clock;
  readonly background: BackgroundWork;
}

/** Writes down who did what, to what, and from where; the deed does not wait for it. */
export class AuditTrail {
  readonly #log: AuditLog;
  readonly #clock: Clock;
  readonly #background: BackgroundWork;
  #gathered: NewAuditEntry[] = [];

  constructor({ log, clock, background }: AuditTrailOptions) {
    this.#log = log;
    this.#clock = clock;
    this.#background = background;
  }

  record(caller: Caller, action: string, subject: string): void {
    const { name: actor, remoteAddress } = caller;
    this.#gathered.push({ atMs: this.#clock.nowMs(), actor, action, subject, remoteAddress, details: null });
    if (this.#gathered.length === 1) this.#background.run("write the audit log", () => this.#writeSoon());
  }

  async #writeSoon(): Promise<void> {
    await new Promise<void>((resolve) => this.#clock.setTimer(GATHER_MS, resolve));
    const entries = this.#gathered;
    this.#gathered = [];
    await this.#log.append(entries);
  }
}
