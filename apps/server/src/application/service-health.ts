import type { ServiceHealth } from "@gantry/contracts";
import type { Clock } from "@gantry/engine";
import { DEFAULT_SERVICE_CALLS, type ControlClient } from "@gantry/orchestrator";

/** A check answers a person who waits for it: shorter than a call of a run. */
const CHECK_TIMEOUT_MS = 5_000;

export interface HealthCheckOptions {
  readonly client: ControlClient;
  readonly clock: Clock;
}

/** Asks `/health` of the service at `address` (`host:port`), where the operator's ranges allow. Never throws: a fault is an answer. */
export async function askHealth(address: string, { client, clock }: HealthCheckOptions): Promise<ServiceHealth> {
  const startedAtMs = clock.nowMs();
  const target = {
    baseUrl: `http://${address}`,
    connectTimeoutMs: Math.min(DEFAULT_SERVICE_CALLS.connectTimeoutMs, CHECK_TIMEOUT_MS),
    callTimeoutMs: CHECK_TIMEOUT_MS,
  };
  try {
    assertAddress(address);
    const signal = new AbortController().signal;
    const { version } = await client.health({ target, signal, apiKey: null, traceparent: null });
    const checkedAtMs = clock.nowMs();
    return { ok: true, latencyMs: checkedAtMs - startedAtMs, error: null, version, checkedAtMs };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, latencyMs: null, error: message, version: null, checkedAtMs: clock.nowMs() };
  }
}

/** `host:port` and nothing else: no path, no user, no other spelling of a URL. */
function assertAddress(address: string): void {
  if (!/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+):\d{1,5}$/i.test(address)) throw new Error("An address is host:port");
}
