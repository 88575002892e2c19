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

/** The same for the gRPC data plane. */
export interface GrpcEnv {
  readonly host: string;
  /** 0: any free port. */
  readonly grpcPort: number;
  /** The name under which other services reach this one, for its references. */
  readonly grpcHost: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export interface ServiceEnvOptions {
  readonly env?: Environment;
  readonly defaultPort?: number;
}

const MAX_PORT = 65_535;
const MAX_WAIT_MS = 86_400_000;
const DEFAULT_HOST = "0.0.0.0";

/**
 * `HOST` (0.0.0.0), `PORT` (8080), `SERVICE_API_KEY`, `SERVICE_DRAIN_TIMEOUT_MS` (20000), `SERVICE_LINGER_MS` (6000: a
 * poll interval of the orchestrator's and some). An empty variable counts as absent.
 *
 * @throws TypeError that names the variable which is not such a number.
 */
export function readServiceEnv({ env = process.env, defaultPort = 8080 }: ServiceEnvOptions = {}): ServiceEnv {
  return {
    host: text(env, "HOST") ?? DEFAULT_HOST,
    port: wholeNumber(env, "PORT", { fallback: defaultPort, max: MAX_PORT }),
    apiKey: text(env, "SERVICE_API_KEY"),
    drainTimeoutMs: wholeNumber(env, "SERVICE_DRAIN_TIMEOUT_MS", { fallback: 20_000, max: MAX_WAIT_MS }),
    lingerMs: wholeNumber(env, "SERVICE_LINGER_MS", { fallback: 6_000, max: MAX_WAIT_MS }),
  };
}

/** `HOST` (0.0.0.0), `GRPC_PORT` (50051), `GRPC_HOST` (my-service). @throws TypeError for a wrong port. */
export const readGrpcEnv = (env: Environment = process.env): GrpcEnv => ({
  host: text(env, "HOST") ?? DEFAULT_HOST,
  grpcPort: wholeNumber(env, "GRPC_PORT", { fallback: 50_051, max: MAX_PORT }),
  grpcHost: text(env, "GRPC_HOST") ?? "my-service",
});

const text = (env: Environment, name: string): string | undefined => (env[name] === "" ? undefined : env[name]);

function wholeNumber(env: Environment, name: string, { fallback, max }: { fallback: number; max: number }): number {
  const value = Number(text(env, name) ?? fallback);
  if (Number.isInteger(value) && value >= 0 && value <= max) return value;
  throw new TypeError(`${name} must be a whole number from 0 to ${max}, not "${env[name] ?? ""}"`);
}
