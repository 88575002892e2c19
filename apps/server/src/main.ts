import { AppError } from "@gantry/contracts";
import { EnvironmentError, readEnvironment } from "./env.ts";
import { createLogger } from "./logging.ts";
import { startServer, type RunningServer } from "./server.ts";

/** However a part hangs: an orchestrator kills us soon after anyway, and history is durable. */
const SHUTDOWN_LIMIT_MS = 5_000;

const EXIT = { startFailed: 1, shutdownTooSlow: 70 } as const;

try {
  const environment = readEnvironment(process.env);
  const logger = createLogger(environment.logLevel);
  const server = await startServer({ environment, logger });
  logger.info({ url: server.url, auth: environment.auth }, "Gantry is listening");
  process.stdout.write(`\n  Gantry is ready:  ${server.entryUrl}\n\n`);
  stopOnSignals(server);
} catch (error) {
  process.stderr.write(`\nGantry could not start.\n${describe(error)}\n`);
  process.exitCode = EXIT.startFailed;
}

function stopOnSignals(server: RunningServer): void {
  const stop = (): void => {
    setTimeout(() => {
      process.stderr.write("Gantry did not stop in time; what was running is continued at the next start.\n");
      process.exit(EXIT.shutdownTooSlow);
    }, SHUTDOWN_LIMIT_MS).unref();
    // Nothing is left that keeps the process alive; libraries may still hold a timer, which is no reason to stay.
    void server.close().then(() => process.exit(0));
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);
}

/** What we foresaw needs no stack; what we did not is worth every line. */
function describe(error: unknown): string {
  if (error instanceof EnvironmentError || error instanceof AppError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
