import { Routine } from "@gantry/engine";
import type { Terminal } from "./terminal.ts";

/** Simulates an I/O operation (a network call, reading a file): waits, and says when it is done. */
export class SlowIoOperation extends Routine {
  readonly output = this.defineEvent<{ result: string }>("output", ["result"]);

  constructor(terminal: Terminal) {
    super();
    this.setConfig({ name: "Operation", delayMs: 200 });
    this.defineSlot("trigger", async (_data, context) => {
      await context.sleep(this.getConfig("delayMs", 200));
      const result = `${this.getConfig("name", "Operation")} completed`;
      terminal.printStamped(result);
      this.emit(this.output, { result });
    });
  }
}
