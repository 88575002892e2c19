import { setTimeout as sleep } from "node:timers/promises";

/**
 * Does `steps` steps spread evenly over `durationMs`: stands for the time that real work takes.
 * A late step does not delay those after it.
 *
 * @throws AbortError as soon as `signal` aborts.
 */
export async function pacedSteps(
  { steps, durationMs, signal }: { steps: number; durationMs: number; signal: AbortSignal },
  step: (index: number) => void,
): Promise<void> {
  const startedAtMs = performance.now();
  for (let index = 0; index < steps; index += 1) {
    const dueAtMs = startedAtMs + ((index + 1) * durationMs) / steps;
    await sleep(Math.max(0, dueAtMs - performance.now()), undefined, { signal });
    step(index);
  }
}
