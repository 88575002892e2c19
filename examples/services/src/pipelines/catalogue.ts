import type { CatalogueEntry } from "../catalogue-entry.ts";

/** Four services that exchange files. */
export const FILE_BASED_ENERGY_PIPELINE = {
  "file-based-energy-pipeline/input_provider1": {
    defaultPort: 8090,
    load: () => import("./file-based-energy/input-provider.ts"),
  },
  "file-based-energy-pipeline/data_generator1": {
    defaultPort: 8091,
    load: () => import("./file-based-energy/data-generator.ts"),
  },
  "file-based-energy-pipeline/data_analyzer1": {
    defaultPort: 8092,
    load: () => import("./file-based-energy/data-analyzer.ts"),
  },
  "file-based-energy-pipeline/report_generator1": {
    defaultPort: 8093,
    load: () => import("./file-based-energy/report-generator.ts"),
  },
} as const satisfies Record<string, CatalogueEntry>;

/** The same four over gRPC. */
export const PROTOBUF_BASED_ENERGY_PIPELINE = {
  "protobuf-based-energy-pipeline/input_provider1": {
    defaultPort: 8100,
    load: () => import("./protobuf-energy/input-provider.ts"),
  },
  "protobuf-based-energy-pipeline/data_generator1": {
    defaultPort: 8101,
    load: () => import("./protobuf-energy/data-generator.ts"),
  },
  "protobuf-based-energy-pipeline/data_analyzer1": {
    defaultPort: 8102,
    load: () => import("./protobuf-energy/data-analyzer.ts"),
  },
  "protobuf-based-energy-pipeline/report_generator1": {
    defaultPort: 8103,
    load: () => import("./protobuf-energy/report-generator.ts"),
  },
} as const satisfies Record<string, CatalogueEntry>;

/** Three services of a grid study. */
export const GERMANY_NODE = {
  "germany-node/data_provider1": { defaultPort: 8110, load: () => import("./germany-node/data-provider.ts") },
  "germany-node/villas_chronics1": { defaultPort: 8111, load: () => import("./germany-node/villas-chronics.ts") },
  "germany-node/output_formatter1": { defaultPort: 8112, load: () => import("./germany-node/output-formatter.ts") },
} as const satisfies Record<string, CatalogueEntry>;
