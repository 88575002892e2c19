import type { MethodSource, TaskManager } from "@gantry/service-sdk";

/** What a service's module exports: `execute_<Name>` functions or `methods`, and the manager they register with. */
export interface ServiceModule extends Pick<MethodSource, "methods"> {
  readonly taskManager?: TaskManager;
}

export interface CatalogueEntry {
  /** The port that the blueprints' dockerinfo files name. */
  readonly defaultPort: number;
  /** `& object`: a module with nothing but `execute_<Name>` functions is one too. */
  readonly load: () => Promise<ServiceModule & object>;
}

/** Every example service by container name; each runs as its own process (`serve.ts`). */
export const CATALOGUE = {
  "my-service": { defaultPort: 8080, load: () => import("./services/my-service.ts") },
  "load-profile": { defaultPort: 8081, load: () => import("./services/load-profile.ts") },
  "load-analysis": { defaultPort: 8082, load: () => import("./services/load-analysis.ts") },
  "load-forecast": { defaultPort: 8083, load: () => import("./services/load-forecast.ts") },
  "grid-check": { defaultPort: 8084, load: () => import("./services/grid-check.ts") },
  "tariff-service": { defaultPort: 8085, load: () => import("./services/tariff-service.ts") },
  "energy-report": { defaultPort: 8086, load: () => import("./services/energy-report.ts") },
  arithmetic: { defaultPort: 8087, load: () => import("./services/arithmetic.ts") },
} as const satisfies Record<string, CatalogueEntry>;

export type ContainerName = keyof typeof CATALOGUE;

export const CONTAINER_NAMES: readonly ContainerName[] = Object.keys(CATALOGUE).filter(isContainerName);

export function isContainerName(name: string): name is ContainerName {
  return Object.hasOwn(CATALOGUE, name);
}
