import { pino, type DestinationStream, type Logger } from "pino";
import pretty from "pino-pretty";
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

/** The process's own log on standard output, without secrets: one JSON object per line, or text where a person watches. */
export const createLogger = (level: ServerEnvironment["logLevel"]): Logger =>
  pino({ level, base: null, redact: { paths: SECRET_PATHS, censor: "[redacted]" } }, destination());

const destination = (): DestinationStream =>
  process.stdout.isTTY
    ? pretty({ translateTime: "SYS:HH:MM:ss.l", sync: true })
    : pino.destination({ fd: 1, sync: true });
