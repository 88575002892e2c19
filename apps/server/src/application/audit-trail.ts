import type { AuditLog } from "@gantry/db";
import type { Caller } from "../auth/caller.ts";
import type { BackgroundWork } from "../background.ts";

/** Writes down who did what, to what, and from where; the deed does not wait for it. */
export class AuditTrail {
  readonly #log: AuditLog;
  readonly #background: BackgroundWork;
  readonly #nowMs: () => number;

  constructor(options: { readonly log: AuditLog; readonly background: BackgroundWork; readonly nowMs: () => number }) {
    this.#log = options.log;
    this.#background = options.background;
    this.#nowMs = options.nowMs;
  }

  record(caller: Caller, action: string, subject: string): void {
    const atMs = this.#nowMs();
    const { name: actor, remoteAddress } = caller;
    this.#background.run("write the audit log", () =>
      this.#log.append({ atMs, actor, action, subject, remoteAddress, details: null }),
    );
  }
}
