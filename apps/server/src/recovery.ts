import type { Store } from "@gantry/db";
import type { Clock, Engine } from "@gantry/engine";
import type { OperationsService } from "@gantry/operations";
import type { Logger } from "pino";
import type { BackgroundWork } from "./background.ts";
import type { ShutdownStack } from "./shutdown-stack.ts";

/** Beside other servers: how often to look for Workflows whose owner is gone. */
const RECOVERY_INTERVAL_MS = 5_000;

export interface Recovery {
  readonly engine: Engine;
  readonly operations: OperationsService;
  readonly store: Store;
  readonly clock: Clock;
  readonly background: BackgroundWork;
  readonly logger: Logger;
  readonly stack: ShutdownStack;
}

/** Takes up what was left; beside other servers again and again, since each of them may die. */
export async function continueWork(recovery: Recovery): Promise<void> {
  const { engine, operations, store, clock, background, logger, stack } = recovery;
  const recover = async (): Promise<number> => {
    const { workflows } = await engine.recover();
    await operations.recover();
    return workflows;
  };
  const workflows = await recover();
  if (workflows > 0) logger.info({ workflows }, "Workflows of an earlier process are continued");
  if (store.kind === "embedded") return;
  let cancel: (() => void) | null = null;
  const schedule = () => {
    cancel = clock.setTimer(RECOVERY_INTERVAL_MS, () => {
      background.run("continue abandoned workflows", async () => {
        await recover();
      });
      schedule();
    });
  };
  schedule();
  stack.defer("recovery", () => cancel?.());
}
