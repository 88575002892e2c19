import type { Dockerinfo } from "@gantry/contracts";
import { CATALOGUE, GENERAL_SERVICES, type ServiceName } from "../catalogue.ts";
import { startServiceProcess, type ServiceProcess } from "./service-process.ts";

export interface ExampleServicesOptions {
  /** Which to start; default those that belong to no pipeline. */
  readonly containers?: readonly ServiceName[];
  /** `free` (default): any free port each; `default`: those of the example dockerinfo files; or a port by name, the rest free. */
  readonly ports?: "free" | "default" | Partial<Record<ServiceName, number>>;
  /** Added to the environment of each, such as `EXAMPLE_DURATION_MS` or `SERVICE_API_KEY`. */
  readonly env?: Readonly<Record<string, string>>;
  /** `inherit`: the services' ready lines appear in this process's output. Default `ignore`. */
  readonly output?: "inherit" | "ignore";
}

export interface ExampleServices extends AsyncDisposable {
  readonly services: readonly ServiceProcess[];
  /** The dockerinfo document for these ports, to be submitted beside a blueprint. */
  readonly dockerinfo: Dockerinfo;
  /** @throws Error when that service was not started. */
  service(name: ServiceName): ServiceProcess;
  /** Ends all of them, by pid; resolves when they are gone. */
  stop(): Promise<void>;
}

/** A stop shall be quick: what a service has not finished then is not waited for. */
const STOP_AT_ONCE = { SERVICE_DRAIN_TIMEOUT_MS: "0", SERVICE_LINGER_MS: "0" };

/**
 * Starts example services on 127.0.0.1, each as its own process; they never outlive this one.
 * Resolves when all of them listen.
 *
 * @throws Error when one does not start; those that did are stopped first.
 */
export async function startExampleServices(options: ExampleServicesOptions = {}): Promise<ExampleServices> {
  const { containers = GENERAL_SERVICES, ports = "free", env = {}, output = "ignore" } = options;
  const starts = await Promise.allSettled(
    containers.map((name) =>
      startServiceProcess(name, { port: portOf(name, ports), env: { ...STOP_AT_ONCE, ...env }, output }),
    ),
  );
  const services = starts.flatMap((start) => (start.status === "fulfilled" ? [start.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(services.map((service) => service.stop()));
  };

  const failures = starts.flatMap((start): unknown[] => (start.status === "rejected" ? [start.reason] : []));
  if (failures.length > 0) {
    await stop();
    throw new AggregateError(failures, `Example services did not start: ${failures.map(String).join("; ")}`);
  }
  return {
    services,
    dockerinfo: dockerinfoOf(services),
    service: (name) => {
      const found = services.find((service) => service.name === name);
      if (found === undefined) throw new Error(`Example service ${name} was not started`);
      return found;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function portOf(name: ServiceName, ports: "free" | "default" | Partial<Record<ServiceName, number>>): number {
  if (ports === "default") return CATALOGUE[name].defaultPort;
  return ports === "free" ? 0 : (ports[name] ?? 0);
}

const dockerinfoOf = (services: readonly ServiceProcess[]): Dockerinfo => ({
  docker_info_list: services.map(({ containerName, port }) => ({
    container_name: containerName,
    ip_address: "127.0.0.1",
    port: String(port),
  })),
});
