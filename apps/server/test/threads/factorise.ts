import { isMainThread } from "node:worker_threads";
import type { ThreadContext } from "@gantry/engine/threads";

export function factorise(_data: object, { log, sharedData }: ThreadContext): number[] {
  const factors: number[] = [];
  let rest = 123_456_789;
  for (let divisor = 2; rest > 1; divisor += 1) {
    for (; rest % divisor === 0; rest /= divisor) factors.push(divisor);
  }
  sharedData.set("factors", factors);
  log("info", isMainThread ? "on the event loop" : "on a thread");
  return factors;
}
