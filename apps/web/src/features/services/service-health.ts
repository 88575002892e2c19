import type { KnownService } from "@gantry/contracts";
import { formatCount, formatQuantity } from "@/lib/format.ts";

/** How a service is, in a word. */
export type HealthWord = "checking" | "healthy" | "unwell";

export const healthOf = ({ health }: Pick<KnownService, "health">): HealthWord =>
  health === null ? "checking" : health.ok ? "healthy" : "unwell";

/** The page in a line: how many answer, and what runs on them. */
export function summarize(services: readonly KnownService[]): string {
  const healthy = services.filter((service) => healthOf(service) === "healthy").length;
  const checking = services.filter((service) => healthOf(service) === "checking").length;
  const running = services.reduce((sum, service) => sum + service.runningTasks, 0);
  const answering =
    checking === services.length
      ? `${formatQuantity(services.length, "service")}, being asked`
      : healthy === services.length
        ? `${services.length === 1 ? "The service is" : `All ${formatCount(healthy)} services are`} healthy`
        : `${formatCount(healthy)} of ${formatQuantity(services.length, "service")} healthy`;
  return `${answering} · ${running === 0 ? "no task runs on them now" : `${formatQuantity(running, "task")} running now`}`;
}
