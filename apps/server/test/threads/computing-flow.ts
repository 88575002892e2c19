import { Flow, Routine } from "@gantry/engine";

/** Finds the factors of a number, on a thread. */
class Factorise extends Routine {
  readonly trigger = this.defineThreadSlot("trigger", {
    module: new URL("./factorise.ts", import.meta.url),
    exportName: "factorise",
  });
}

/** Keeps the event loop to itself for longer than the server's watchdog lets pass. */
class Hog extends Routine {
  readonly trigger = this.defineSlot("trigger", () => {
    for (const startedMs = performance.now(); performance.now() - startedMs < 1_200;);
  });
}

export const computing = new Flow({ flowId: "computing", executionStrategy: "concurrent" });
computing.addRoutine(new Factorise(), "factorise");

export const hogging = new Flow({ flowId: "hogging" });
hogging.addRoutine(new Hog(), "hog");
