import { Flow } from "@gantry/engine";
import { SlowIoOperation } from "./slow-io-operation.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Pitfall 1: nobody waits for completion. The result is not there yet when `execute` returns, but nothing is lost: the
 * Job runs to its end, and a program that ends its main function lives until then.
 */
export async function notWaiting(terminal: Terminal): Promise<void> {
  const flow = new Flow({ flowId: "not_waiting", executionStrategy: "concurrent", clock: terminal.clock });
  flow.addRoutine(new SlowIoOperation(terminal), "operation");

  const job = await flow.execute("operation");
  terminal.print(`execute returned: the job is ${job.state.status}`);
}
