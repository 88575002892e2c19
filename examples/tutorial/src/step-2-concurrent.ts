import { Flow } from "@gantry/engine";
import { SlowIoOperation } from "./slow-io-operation.ts";
import type { Terminal } from "./terminal.ts";

/** Step 2: up to `maxWorkers` Routines at once. The total time is about that of the longest operation. */
export async function concurrent(terminal: Terminal): Promise<void> {
  terminal.print("=== Concurrent Execution ===");
  const flow = new Flow({
    flowId: "concurrent",
    executionStrategy: "concurrent",
    maxWorkers: 3,
    clock: terminal.clock,
  });
  const operations = [1, 2, 3].map((number) =>
    flow.addRoutine(
      new SlowIoOperation(terminal).setConfig({ name: `Operation${number}`, delayMs: 200 }),
      `op${number}`,
    ),
  );

  const elapsed = terminal.stopwatch();
  for (const operation of operations) await flow.execute(operation); // returns at once
  await flow.waitForCompletion({ timeoutMs: 5_000 });
  terminal.print(`Concurrent time: ${elapsed()}`);

  await flow.shutdown({ wait: true });
}
