import type { AddressInfo } from "node:net";
import { createApp, type CreateAppOptions } from "./create-app.ts";
import type { DataInterface } from "./data-interface.ts";
import { drain } from "./drain.ts";
import { readServiceEnv, type ServiceEnv } from "./service-env.ts";
import { TaskManager } from "./task-manager.ts";

export interface RunOptions extends Omit<CreateAppOptions, "isDraining">, Partial<ServiceEnv> {
  /** How the service calls itself in its ready line. */
  readonly name?: string;
  /** The port when neither `port` nor `PORT` says one; default 8080. */
  readonly defaultPort?: number;
  /** Served beside the control interface, from before the first request to after the last. */
  readonly dataPlane?: DataInterface;
}

export interface RunningService {
  readonly port: number;
  /** Drains and stops; the same as SIGTERM, without ending the process. */
  close(): Promise<void>;
}

/**
 * Runs a service until SIGTERM or SIGINT, by the environment (see `readServiceEnv`) and what `options` override.
 * The signal drains it (no new work; running Tasks finish and are fetched) and the process ends with code 0;
 * a second signal ends it at once. Resolves when it listens, after printing `<name> listening on http://…`.
 *
 * @throws Error when the port is taken; TypeError for a bad environment or a service without methods.
 */
export async function run({ name = "service", defaultPort = 8080, ...options }: RunOptions): Promise<RunningService> {
  const env = readServiceEnv({ defaultPort });
  const { host, port, drainTimeoutMs, lingerMs } = { ...env, ...options };
  // A key given as undefined must not open what the environment closes.
  const apiKey = options.apiKey ?? env.apiKey;
  const taskManager = options.taskManager ?? new TaskManager();
  let draining = false;

  const app = createApp({ ...options, apiKey, taskManager, isDraining: () => draining });
  // First: a reference names the port that the data plane listens on.
  const dataAddress = await options.dataPlane?.listen();
  await app.listen({ host, port }).catch(async (error: unknown) => {
    await options.dataPlane?.close();
    throw error;
  });

  const close = async (): Promise<void> => {
    draining = true;
    process.removeListener("SIGTERM", onSignal).removeListener("SIGINT", onSignal);
    await drain(taskManager, { drainTimeoutMs, lingerMs });
    await app.close();
    await options.dataPlane?.close();
  };
  // `close` takes these listeners away, so that a second signal has its default effect.
  const onSignal = (): void => void close().then(() => process.exit(0));
  process.once("SIGTERM", onSignal).once("SIGINT", onSignal);

  const listeningPort = portOf(app.server.address());
  if (dataAddress !== undefined) process.stdout.write(`${name} serving data on ${dataAddress}\n`);
  process.stdout.write(`${name} listening on http://${host}:${listeningPort}\n`);
  return { port: listeningPort, close };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The service listens on no TCP port");
  return address.port;
}
