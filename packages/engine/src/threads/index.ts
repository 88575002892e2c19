export type { ThreadContext, ThreadHandler } from "./thread-context.ts";
export { LazyThreadPool } from "./lazy-thread-pool.ts";
export { createThreadExecutor } from "./thread-executor.ts";
export type { ThreadCall, ThreadPool } from "./thread-pool.ts";
export { createThreadPool, type ThreadPoolOptions } from "./thread-pool-piscina.ts";
export type { ThreadTarget } from "./thread-target.ts";
