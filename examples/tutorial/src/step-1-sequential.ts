import { Flow } from "@gantry/engine";
import { SlowIoOperation } from "./slow-io-operation.ts";
import type { Terminal } from "./terminal.ts";

/** Step 1: one Routine at a time, which is the default. The total time is the sum of all operations. */
export async function sequential(terminal: Terminal): Promise<void> {
  terminal.print("=== Sequential Execution ===");
  await using flow = new Flow({ flowId: "sequential", executionStrategy: "sequential", clock: terminal.clock });
  const operations = [1, 2, 3].map((number) =>
    flow.addRoutine(
      new SlowIoOperation(terminal).setConfig({ name: `Operation${number}`, delayMs: 200 }),
      `op${number}`,
    ),
  );

  const elapsed = terminal.stopwatch();
  for (const operation of operations) await flow.execute(operation);
  terminal.print(`Sequential time: ${elapsed()}`);
}
