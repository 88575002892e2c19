export { readEnvironment, type ServerEnvironment } from "./env.ts";
export { createLogger } from "./logging.ts";
export { startServer, type RunningServer, type ServerOptions } from "./server.ts";
