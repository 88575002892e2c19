import type { ServiceList } from "@gantry/contracts";
import type { ServiceActions, ServiceAddress, ServiceCheck } from "./actions.ts";
import type { HealthBoard } from "./health-board.ts";
import type { KnownServices, NamedService } from "./known-services.ts";
import type { ServiceActivity } from "./service-activity.ts";
import { askHealth, type HealthCheckOptions } from "./service-health.ts";

/** Live views look once a second each; the store is asked once for all of them. */
const LIST_AGE_MS = 900;

export interface ServiceActionsOptions extends HealthCheckOptions {
  readonly known: KnownServices;
  readonly board: HealthBoard;
  readonly activity: ServiceActivity;
}

export function createServiceActions(options: ServiceActionsOptions): ServiceActions {
  const { known, board, activity } = options;
  const check = async (service: ServiceAddress): Promise<ServiceCheck> => {
    const { ok, latencyMs, error } = await askHealth(service.address, options);
    return { ...service, ok, latencyMs, error };
  };
  const view = (named: NamedService): ServiceList["services"][number] => {
    const { runningTasks, answeredAtMs, fault } = activity.of(named.address);
    return {
      ...named,
      containerNames: [...named.containerNames],
      workflows: [...named.workflows],
      runningTasks,
      seenAtMs: answeredAtMs,
      fault,
      health: board.answerOf(named.address),
    };
  };
  const present = async (): Promise<ServiceList> => {
    const { services, workflowsRead } = await known.list({ maxAgeMs: LIST_AGE_MS });
    return { services: services.map(view), workflowsRead };
  };
  const refresh = async (onAnswer?: () => void): Promise<void> => {
    const { services } = await known.list({ maxAgeMs: LIST_AGE_MS });
    await board.refresh(
      services.map(({ address }) => address),
      onAnswer,
    );
  };
  return {
    check: (services) => Promise.all(services.map(check)),
    present,
    refresh,
    async list() {
      await known.list();
      await refresh();
      return present();
    },
  };
}
