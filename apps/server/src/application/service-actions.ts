import type { Clock } from "@gantry/engine";
import { DEFAULT_SERVICE_CALLS, type ControlClient } from "@gantry/orchestrator";
import type { ServiceActions, ServiceAddress, ServiceCheck } from "./actions.ts";

/** A check answers a person who waits for it: shorter than a call of a run. */
const CHECK_TIMEOUT_MS = 5_000;

export interface ServiceActionsOptions {
  readonly client: ControlClient;
  readonly clock: Clock;
}

export function createServiceActions({ client, clock }: ServiceActionsOptions): ServiceActions {
  const check = async (service: ServiceAddress): Promise<ServiceCheck> => {
    const startedAtMs = clock.nowMs();
    const target = {
      baseUrl: `http://${service.address}`,
      connectTimeoutMs: Math.min(DEFAULT_SERVICE_CALLS.connectTimeoutMs, CHECK_TIMEOUT_MS),
      callTimeoutMs: CHECK_TIMEOUT_MS,
    };
    try {
      assertAddress(service.address);
      await client.health({ target, signal: new AbortController().signal, apiKey: null, traceparent: null });
      return { ...service, ok: true, latencyMs: clock.nowMs() - startedAtMs, error: null };
    } catch (error) {
      return { ...service, ok: false, latencyMs: null, error: error instanceof Error ? error.message : String(error) };
    }
  };
  return { check: (services) => Promise.all(services.map(check)) };
}

/** `host:port` and nothing else: no path, no user, no other spelling of a URL. */
function assertAddress(address: string): void {
  if (!/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+):\d{1,5}$/i.test(address)) throw new Error("An address is host:port");
}
