import { Routine } from "@gantry/engine";
import type { Terminal } from "./terminal.ts";

/** Fetches from one source, which takes a while. */
export class DataFetcher extends Routine {
  readonly output = this.defineEvent<{ data: string; source: string }>("output", ["data", "source"]);

  constructor(terminal: Terminal) {
    super();
    this.setConfig({ sourceName: "Source", delayMs: 100 });
    this.defineSlot("trigger", async (_data, context) => {
      await context.sleep(this.getConfig("delayMs", 100)); // simulates network delay
      const source = this.getConfig("sourceName", "Source");
      const data = `Data from ${source}`;
      terminal.printStamped(`Fetched: ${data}`);
      this.emit(this.output, { data, source });
    });
  }
}
