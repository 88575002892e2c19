import type { CatalogueEntry } from "./catalogue-entry.ts";
import { FILE_BASED_ENERGY_PIPELINE, GERMANY_NODE, PROTOBUF_BASED_ENERGY_PIPELINE } from "./pipelines/catalogue.ts";

/** Those that stand by themselves, by container name. */
const GENERAL = {
  "my-service": { defaultPort: 8080, load: () => import("./services/my-service.ts") },
  "load-profile": { defaultPort: 8081, load: () => import("./services/load-profile.ts") },
  "load-analysis": { defaultPort: 8082, load: () => import("./services/load-analysis.ts") },
  "load-forecast": { defaultPort: 8083, load: () => import("./services/load-forecast.ts") },
  "grid-check": { defaultPort: 8084, load: () => import("./services/grid-check.ts") },
  "tariff-service": { defaultPort: 8085, load: () => import("./services/tariff-service.ts") },
  "energy-report": { defaultPort: 8086, load: () => import("./services/energy-report.ts") },
  arithmetic: { defaultPort: 8087, load: () => import("./services/arithmetic.ts") },
} as const satisfies Record<string, CatalogueEntry>;

/**
 * Every example service; each runs as its own process (`serve.ts`). A service of a pipeline is named
 * `<pipeline>/<container>`, since two pipelines call their containers alike.
 */
export const CATALOGUE = {
  ...GENERAL,
  ...FILE_BASED_ENERGY_PIPELINE,
  ...PROTOBUF_BASED_ENERGY_PIPELINE,
  ...GERMANY_NODE,
} as const satisfies Record<string, CatalogueEntry>;

export type ServiceName = keyof typeof CATALOGUE;

export const SERVICE_NAMES: readonly ServiceName[] = Object.keys(CATALOGUE).filter(isServiceName);

/** Those that are started when nothing else is said. */
export const GENERAL_SERVICES: readonly ServiceName[] = SERVICE_NAMES.filter((name) => pipelineOf(name) === null);

export const PIPELINE_NAMES: readonly string[] = [
  ...new Set(SERVICE_NAMES.map(pipelineOf).filter((name) => name !== null)),
];

export function isServiceName(name: string): name is ServiceName {
  return Object.hasOwn(CATALOGUE, name);
}

/** What a blueprint calls the container of this service. */
export const containerNameOf = (name: ServiceName): string => name.slice(name.indexOf("/") + 1);

export const servicesOfPipeline = (pipeline: string): readonly ServiceName[] =>
  SERVICE_NAMES.filter((name) => pipelineOf(name) === pipeline);

function pipelineOf(name: ServiceName): string | null {
  const separator = name.indexOf("/");
  return separator === -1 ? null : name.slice(0, separator);
}
