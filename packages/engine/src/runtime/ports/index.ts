export * from "./clock.ts";
export * from "./executor.ts";
export * from "./handler-watch.ts";
export * from "./history-store.ts";
export * from "./logger.ts";
export * from "./workflow-store.ts";
