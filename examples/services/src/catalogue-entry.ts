import type { DataInterface, MethodSource, TaskManager } from "@gantry/service-sdk";

/** What a service's module exports: `execute_<Name>` functions or `methods`, and what they work with. */
export interface ServiceModule extends Pick<MethodSource, "methods"> {
  readonly taskManager?: TaskManager;
  readonly dataPlane?: DataInterface;
}

export interface CatalogueEntry {
  /** The port that the blueprints' dockerinfo files name. */
  readonly defaultPort: number;
  /** `& object`: a module with nothing but `execute_<Name>` functions is one too. */
  readonly load: () => Promise<ServiceModule & object>;
}
