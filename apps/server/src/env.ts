import { isIP } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";

const text = z.string().trim().min(1, "must not be empty");
const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(minimum, `must be at least ${minimum}`).max(maximum, `must be at most ${maximum}`));

const list = text.transform((value) =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

const Variables = z.object({
  HOST: text.default("127.0.0.1"),
  PORT: wholeNumber(0, 65_535).default(8000),
  GANTRY_DATA_DIR: text.default("./data"),
  DATABASE_URL: text.regex(/^postgres(ql)?:\/\//, "must start with postgresql://").optional(),
  GANTRY_MODULES: list.default(["@gantry/example-concurrent-execution-demo", "@gantry/example-operations"]),
  GANTRY_SECRET_KEY: text.min(32, "must have at least 32 characters (openssl rand -base64 32)").optional(),
  GANTRY_AUTH: z.enum(["local", "token"], { error: "must be local or token" }).optional(),
  ORCHESTRATOR_API_KEY: text.optional(),
  GANTRY_SERVICE_RANGES: list.optional(),
  GANTRY_MAX_RUNNING_TASKS: wholeNumber(1, 1_000_000).default(10_000),
  GANTRY_THREADS: wholeNumber(1, 1_024).optional(),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], { error: "must be debug, info, warn, error or silent" })
    .default("info"),
});

/** Everything the process is told from outside; this file alone reads the environment. */
export interface ServerEnvironment {
  readonly host: string;
  readonly port: number;
  /** Absolute. */
  readonly dataDir: string;
  /** undefined: the embedded store in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Specifiers or paths of modules whose Flows and services of managed operations are registered. */
  readonly modules: readonly string[];
  readonly secretKey: string | undefined;
  readonly auth: "local" | "token";
  readonly orchestratorApiKey: string | undefined;
  /** CIDR ranges that services may be in; undefined: the default of page "security" for this binding. */
  readonly serviceRanges: readonly string[] | undefined;
  readonly maxRunningTasks: number;
  /** Threads for CPU-bound routines; undefined: one per core. */
  readonly threads: number | undefined;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
}

/** One sentence for each bad value; nothing is quoted that may be a secret. */
export class EnvironmentError extends Error {
  constructor(faults: readonly string[]) {
    super(`The environment is not usable:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
    this.name = "EnvironmentError";
  }
}

/** @throws EnvironmentError naming every variable that is missing, malformed, or contradicts another. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): ServerEnvironment {
  // An empty variable means the same as none: that is how compose files and shells leave one out.
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = Variables.safeParse(given);
  if (!parsed.success) {
    throw new EnvironmentError(parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`));
  }
  const values = parsed.data;
  const exposed = !isLoopback(values.HOST);
  const faults = contradictions(values, exposed);
  if (faults.length > 0) throw new EnvironmentError(faults);
  return {
    host: values.HOST,
    port: values.PORT,
    dataDir: resolve(values.GANTRY_DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    modules: values.GANTRY_MODULES,
    secretKey: values.GANTRY_SECRET_KEY,
    auth: values.GANTRY_AUTH ?? (exposed || values.ORCHESTRATOR_API_KEY !== undefined ? "token" : "local"),
    orchestratorApiKey: values.ORCHESTRATOR_API_KEY,
    serviceRanges: values.GANTRY_SERVICE_RANGES,
    maxRunningTasks: values.GANTRY_MAX_RUNNING_TASKS,
    threads: values.GANTRY_THREADS,
    logLevel: values.LOG_LEVEL,
  };
}

function contradictions(values: z.infer<typeof Variables>, exposed: boolean): string[] {
  const faults: string[] = [];
  if (values.GANTRY_AUTH === "local" && exposed) {
    faults.push(
      `GANTRY_AUTH=local serves this machine only; HOST ${values.HOST} is reachable by others. Use GANTRY_AUTH=token`,
    );
  }
  if (values.GANTRY_AUTH === "local" && values.ORCHESTRATOR_API_KEY !== undefined) {
    faults.push("ORCHESTRATOR_API_KEY asks for a key on every call; GANTRY_AUTH=local asks for none. Set one of them");
  }
  if (values.DATABASE_URL !== undefined && values.GANTRY_SECRET_KEY === undefined) {
    faults.push(
      "GANTRY_SECRET_KEY is required with DATABASE_URL: every server must unseal the same secrets (openssl rand -base64 32)",
    );
  }
  return faults;
}

/** Whether an address or name to listen on reaches only this machine. */
export function isLoopback(host: string): boolean {
  if (host === "localhost" || host === "::1") return true;
  return isIP(host) === 4 && host.startsWith("127.");
}
