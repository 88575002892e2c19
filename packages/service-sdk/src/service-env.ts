/** What a service process reads from its environment. This file is the only one that does. */
export interface ServiceEnv {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly apiKey: string | undefined;
  /** How long running Tasks may go on after SIGTERM. */
  readonly drainTimeoutMs: number;
  /** How long, after that, outcomes that nobody has asked for are still served. */
  readonly lingerMs: number;
}

export interface ServiceEnvOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly defaultPort?: number;
}

const MAX_WAIT_MS = 86_400_000;

/**
 * `HOST` (0.0.0.0), `PORT` (8080), `SERVICE_API_KEY`, `SERVICE_DRAIN_TIMEOUT_MS` (20000), `SERVICE_LINGER_MS` (6000: a
 * poll interval of the orchestrator's and some). An empty variable counts as absent.
 *
 * @throws TypeError that names the variable which is not such a number.
 */
export function readServiceEnv({ env = process.env, defaultPort = 8080 }: ServiceEnvOptions = {}): ServiceEnv {
  const text = (name: string): string | undefined => (env[name] === "" ? undefined : env[name]);
  const wholeNumber = (name: string, fallback: number, max: number): number => {
    const value = Number(text(name) ?? fallback);
    if (Number.isInteger(value) && value >= 0 && value <= max) return value;
    throw new TypeError(`${name} must be a whole number from 0 to ${max}, not "${env[name] ?? ""}"`);
  };
  return {
    host: text("HOST") ?? "0.0.0.0",
    port: wholeNumber("PORT", defaultPort, 65_535),
    apiKey: text("SERVICE_API_KEY"),
    drainTimeoutMs: wholeNumber("SERVICE_DRAIN_TIMEOUT_MS", 20_000, MAX_WAIT_MS),
    lingerMs: wholeNumber("SERVICE_LINGER_MS", 6_000, MAX_WAIT_MS),
  };
}
