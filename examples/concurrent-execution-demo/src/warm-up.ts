import { isTerminal } from "@gantry/contracts";
import { ENTRY_SLOT, Flow, type Engine } from "@gantry/engine";
import { StageRoutine } from "./stage-routine.ts";

/** A stage that takes no time: walks once along every path that the demo takes. */
export const warmUpFlow = new Flow({ flowId: "warm-up", executionStrategy: "concurrent", maxWorkers: 1 });
warmUpFlow.addRoutine(
  new StageRoutine({
    slot: ENTRY_SLOT,
    durationMs: 0,
    done: "warmed",
    work: () => ({ ok: true }),
    outputParams: ["ok"],
  }),
  "WarmUp",
);

/** Runs before the demo what a server has long done when a person presses a button: the first commit of a process is slow. */
export async function warmUp(engine: Engine): Promise<void> {
  const { promise, resolve } = deferred();
  const stop = engine.onCommitted(({ summary }) => {
    if (isTerminal(summary.status)) resolve();
  });
  const entries = [{ routine: "WarmUp", slot: ENTRY_SLOT, data: {} }];
  await engine.submit({ name: "Warm-up", origin: "flow", flow: warmUpFlow.definition(), jobs: 20, entries });
  await promise;
  stop();
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
