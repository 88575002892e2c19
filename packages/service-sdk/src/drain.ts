import type { TaskManager } from "./task-manager.ts";

/**
 * Lets a service end without losing work: running Tasks may finish, and their outcomes may be fetched, each for a
 * limited time; what still runs then is cancelled. Resolves when nothing is left to wait for.
 */
export async function drain(
  taskManager: TaskManager,
  limits: { readonly drainTimeoutMs: number; readonly lingerMs: number },
): Promise<void> {
  await atMost(limits.drainTimeoutMs, taskManager.whenIdle());
  for (const taskId of taskManager.runningTaskIds) taskManager.cancelTask(taskId, "Service is shutting down");
  await atMost(limits.lingerMs, taskManager.whenCollected());
}

async function atMost(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, limitMs)));
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
