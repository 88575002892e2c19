import { pino, type Logger } from "pino";
import type { ServerEnvironment } from "./env.ts";

/** Fields that may hold a secret, at the depths where our records and Fastify's put them. */
const SECRET_PATHS = [
  "authorization",
  "cookie",
  "set-cookie",
  "servicesApiKey",
  "services_api_key",
  "token",
  "secret",
].flatMap((field) => [`["${field}"]`, `*["${field}"]`, `*.*["${field}"]`]);

/** The process's own log: one JSON object per line on standard output, without secrets. */
export const createLogger = (level: ServerEnvironment["logLevel"]): Logger =>
  pino({ level, base: null, redact: { paths: SECRET_PATHS, censor: "[redacted]" } });
