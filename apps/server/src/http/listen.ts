import type { AddressInfo } from "node:net";
import { AppError } from "@gantry/contracts";
import type { Clock } from "@gantry/engine";
import type { FastifyInstance } from "fastify";
import type { ServerEnvironment } from "../env.ts";

const HTTP_DRAIN_MS = 1_000;

/**
 * @returns the port, which with PORT=0 the system chooses
 * @throws AppError `unavailable` that says why not, and what to do
 */
export async function listen(app: FastifyInstance, { host, port }: ServerEnvironment): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw new AppError("unavailable", listenFault(error, host, port), { cause: error });
  }
  return (app.server.address() as AddressInfo).port;
}

/** Requests under way are answered; whoever takes longer is cut off, so that the rest can be closed in time. */
export async function closeHttp(app: FastifyInstance, clock: Clock): Promise<void> {
  const cancel = clock.setTimer(HTTP_DRAIN_MS, () => app.server.closeAllConnections());
  try {
    await app.close();
  } finally {
    cancel();
  }
}

function listenFault(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    return `Port ${port} on ${host} is in use. Is Gantry running already? Stop the other program, or set PORT to another port.`;
  }
  if (code === "EACCES") return `Port ${port} may not be used by this user. Set PORT to one above 1023.`;
  if (code === "EADDRNOTAVAIL") return `HOST ${host} is not an address of this machine.`;
  return `Cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`;
}

/** An address that means "all" is no place to go to. */
export function browserHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
