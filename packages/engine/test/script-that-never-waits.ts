import { setTimeout as sleep } from "node:timers/promises";
import { Flow } from "../src/index.ts";
import { defineSteps } from "./steps.ts";

/** Run as a process of its own: it starts Jobs and ends, without waiting for them or shutting the Flow down. */
const flow = new Flow({ flowId: "f", executionStrategy: "concurrent" });
let failures = 1;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

defineSteps(flow, {
  a: async () => {
    await sleep(20);
    say("a");
    return {};
  },
  b: async () => {
    say("b");
    if (failures-- > 0) throw new Error("not yet");
    return undefined;
  },
});
flow.routines.get("b")?.setErrorHandler({ strategy: "retry", retryDelayMs: 10 });
await flow.execute("a", {}, { timeoutMs: 60_000 });
