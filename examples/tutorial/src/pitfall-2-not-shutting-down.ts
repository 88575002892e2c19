import { Flow } from "@gantry/engine";
import { SlowIoOperation } from "./slow-io-operation.ts";
import type { Terminal } from "./terminal.ts";

/** Pitfall 2: nobody shuts the Flow down. An idle Flow holds nothing that keeps a process alive. */
export async function notShuttingDown(terminal: Terminal): Promise<void> {
  const flow = new Flow({ flowId: "not_shutting_down", executionStrategy: "concurrent", clock: terminal.clock });
  flow.addRoutine(new SlowIoOperation(terminal), "operation");

  await flow.execute("operation");
  await flow.waitForCompletion();
  terminal.print("Completed, and never shut down");
}
