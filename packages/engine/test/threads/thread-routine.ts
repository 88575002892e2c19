import { Routine } from "../../src/index.ts";

export const WORK = new URL("./work.ts", import.meta.url);

/** A Routine that runs one of the functions of `work.ts` on a thread. */
export class ThreadRoutine extends Routine {
  readonly trigger;
  readonly done = this.defineEvent<{ n: number }>("done", ["n"]);

  constructor(exportName: string, module = WORK) {
    super();
    this.trigger = this.defineThreadSlot("trigger", { module, exportName });
  }
}
