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

/**
 * `HOST` (0.0.0.0), `PORT` (8080), `SERVICE_API_KEY`, `SERVICE_DRAIN_TIMEOUT_MS` (20000), `SERVICE_LINGER_MS` (6000: a
 * poll interval of the orchestrator's and some). An empty variable counts as absent.
 *
 * @throws TypeError that names the variable which is not such a number.
 */
export function readServiceEnv(env: Readonly<Record<string, string | undefined>> = process.env): ServiceEnv {
  return {
    host: text(env["HOST"]) ?? "0.0.0.0",
    port: wholeNumber("PORT", env["PORT"], { fallback: 8080, max: 65_535 }),
    apiKey: text(env["SERVICE_API_KEY"]),
    drainTimeoutMs: wholeNumber("SERVICE_DRAIN_TIMEOUT_MS", env["SERVICE_DRAIN_TIMEOUT_MS"], { fallback: 20_000 }),
    lingerMs: wholeNumber("SERVICE_LINGER_MS", env["SERVICE_LINGER_MS"], { fallback: 6_000 }),
  };
}

const text = (value: string | undefined): string | undefined =>
  value === undefined || value === "" ? undefined : value;

function wholeNumber(
  name: string,
  raw: string | undefined,
  { fallback, max = 86_400_000 }: { fallback: number; max?: number },
): number {
  const value = text(raw) === undefined ? fallback : Number(raw);
  if (!Number.isInteger(value) || value < 0 || value > max) {
    throw new TypeError(`${name} must be a whole number from 0 to ${max}, not "${raw ?? ""}"`);
  }
  return value;
}
