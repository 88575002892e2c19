import { AppError } from "@gantry/contracts";
import { RoutineRegistry, type Flow } from "@gantry/engine";
import type { ServiceOrchestrator } from "@gantry/operations";
import { FlowRegistry } from "../application/flow-registry.ts";
import { flowsIn } from "./flows-in.ts";
import { importModule } from "./import-module.ts";
import { orchestratorsIn, type FoundOrchestrator } from "./orchestrators-in.ts";
import { routinesIn, type FoundRoutine } from "./routines-in.ts";

/** What the modules of GANTRY_MODULES export, by kind. */
export interface RegisteredModules {
  readonly flows: FlowRegistry;
  /** From what Flows that are submitted as documents are built. */
  readonly routines: RoutineRegistry;
  /** The services of managed operations, each name once. */
  readonly orchestrators: readonly ServiceOrchestrator<object>[];
}

/**
 * Imports each module and registers what it exports: Flows, lists of Flows, Routine classes, RoutineRegistries, and
 * ServiceOrchestrators. Other exports are the module's own business.
 * @param specifiers packages, or paths from the working directory
 * @throws Error naming the module and the export: one that cannot be loaded, exports nothing to register, a Flow that
 *   cannot run, or a second one of the same id and version; a second Routine or service of one name
 */
export async function loadModules(specifiers: readonly string[]): Promise<RegisteredModules> {
  const flows = new FlowRegistry();
  const origins = new Map<Flow, string>();
  const routines = new Map<string, FoundRoutine>();
  const services = new Map<string, FoundOrchestrator>();
  for (const specifier of specifiers) {
    const exports = await importModule(specifier);
    const found = flowsIn(exports, specifier);
    const classes = routinesIn(exports, specifier);
    const orchestrators = orchestratorsIn(exports, specifier);
    if (found.length + classes.length + orchestrators.length === 0)
      throw new Error(
        `GANTRY_MODULES: ${specifier} exports no Flow, no Routine class and no ServiceOrchestrator; what else it exports is not registered`,
      );
    for (const service of orchestrators) addService(services, service);
    for (const routine of classes) addRoutine(routines, routine);
    for (const { flow, origin } of found) {
      const known = addSound(flows, flow, origin);
      if (known !== null) throw new Error(secondOne(flow, origin, origins.get(known)));
      origins.set(flow, origin);
    }
  }
  return {
    flows,
    routines: new RoutineRegistry().register(...[...routines.values()].map(({ source }) => source)),
    orchestrators: [...services.values()].map(({ orchestrator }) => orchestrator),
  };
}

function addSound(flows: FlowRegistry, flow: Flow, origin: string): Flow | null {
  try {
    return flows.add(flow);
  } catch (error) {
    if (error instanceof AppError) throw new Error(`GANTRY_MODULES: ${origin}: ${error.message}`, { cause: error });
    throw error;
  }
}

function addRoutine(routines: Map<string, FoundRoutine>, found: FoundRoutine): void {
  const known = routines.get(found.name);
  if (known !== undefined && known.source !== found.source) {
    throw new Error(
      `GANTRY_MODULES: ${found.origin} is a second Routine "${found.name}"; the first is ${known.origin}. Give one another name, or do not export it`,
    );
  }
  routines.set(found.name, known ?? found);
}

function addService(services: Map<string, FoundOrchestrator>, found: FoundOrchestrator): void {
  const name = found.orchestrator.getServiceName();
  const known = services.get(name);
  if (known !== undefined && known.orchestrator !== found.orchestrator) {
    throw new Error(
      `GANTRY_MODULES: ${found.origin} is a second service "${name}"; the first is ${known.origin}. Give one another name`,
    );
  }
  services.set(name, known ?? found);
}

const secondOne = (flow: Flow, origin: string, other: string | undefined): string =>
  `GANTRY_MODULES: ${origin} is a second Flow "${flow.flowId}" of version ${flow.version}; the first is ${String(other)}. Give one another id, or another version`;
