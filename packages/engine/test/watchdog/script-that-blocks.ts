import { Flow, Routine } from "../../src/index.ts";

/** Run as a process of its own: its handler never gives the event loop back. */
class Endless extends Routine {
  readonly trigger = this.defineSlot("trigger", () => {
    for (;;);
  });
}

const flow = new Flow({ flowId: "f", blockedLoopWarningMs: 50 });
flow.addRoutine(new Endless(), "endless");
await flow.execute("endless");
