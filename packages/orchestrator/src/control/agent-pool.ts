import { Agent } from "undici";
import type { AddressGuard } from "../network/address-guard.ts";
import type { ResolveHost } from "../network/guarded-connector.ts";
import { createGuardedConnector } from "../network/guarded-connector.ts";

/** undici keeps the connect timeout per Agent; rounding up keeps the number of Agents small. */
const TIMEOUT_STEP_MS = 100;

/** Services' servers usually close idle connections after 5 s: ours are given up before, so that no call meets a closing one. */
const IDLE_CONNECTION_MS = 2_000;

interface AgentPoolOptions {
  readonly guard: AddressGuard;
  readonly resolve?: ResolveHost;
  /** Connections to one service at most. Not fewer than the calls that are let through at once: those would queue in here. */
  readonly connectionsPerService: number;
}

/** The connections to services, shared by all tasks. Whoever makes one closes it. */
export interface AgentPool {
  /** The Agent whose connections take at most `connectTimeoutMs` (rounded up to 0.1 s) to make. */
  agentFor(connectTimeoutMs: number): Agent;
  /** Ends all connections; calls under way fail. */
  close(): Promise<void>;
}

export function createAgentPool({ guard, resolve, connectionsPerService }: AgentPoolOptions): AgentPool {
  const agents = new Map<number, Agent>();
  return {
    agentFor(timeoutMs) {
      const connectTimeoutMs = Math.ceil(timeoutMs / TIMEOUT_STEP_MS) * TIMEOUT_STEP_MS;
      const existing = agents.get(connectTimeoutMs);
      if (existing !== undefined) return existing;
      const agent = new Agent({
        connect: createGuardedConnector({ guard, connectTimeoutMs, ...(resolve === undefined ? {} : { resolve }) }),
        // Without it undici opens another while one whose answer was just read is not yet marked as free: twice as many.
        connections: connectionsPerService,
        pipelining: 1,
        keepAliveTimeout: IDLE_CONNECTION_MS,
        keepAliveMaxTimeout: IDLE_CONNECTION_MS,
        // One clock measures a whole call, from its start to the last byte; see ServiceHttp.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      agents.set(connectTimeoutMs, agent);
      return agent;
    },
    async close() {
      const closing = [...agents.values()].map((agent) => agent.destroy());
      agents.clear();
      await Promise.all(closing);
    },
  };
}
