export { readEnvironment, type ServerEnvironment } from "./env.ts";
export { createLogger } from "./logging.ts";
export type { Pages } from "./pages/dashboard.ts";
export { startServer, type RunningServer, type ServerOptions } from "./server.ts";
