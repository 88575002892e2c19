import { AppError } from "@gantry/contracts";
import { Flow } from "@gantry/engine";
import { FlowRegistry } from "../application/flow-registry.ts";
import type { ServiceOrchestrator } from "@gantry/operations";
import { importModule } from "./import-module.ts";
import { orchestratorsIn, type FoundOrchestrator } from "./orchestrators-in.ts";

/** What the modules of GANTRY_MODULES export, by kind. */
export interface RegisteredModules {
  readonly flows: FlowRegistry;
  /** The services of managed operations, each name once. */
  readonly orchestrators: readonly ServiceOrchestrator<object>[];
}

/**
 * Imports each module and registers what it exports: Flows, lists of Flows, and ServiceOrchestrators. Other exports are
 * the module's own business.
 * @param specifiers packages, or paths from the working directory
 * @throws Error naming the module and the export: one that cannot be loaded, exports nothing to register, a Flow that
 *   cannot run, or a second one of the same id and version; a second service of one name
 */
export async function loadModules(specifiers: readonly string[]): Promise<RegisteredModules> {
  const flows = new FlowRegistry();
  const origins = new Map<Flow, string>();
  const services = new Map<string, FoundOrchestrator>();
  for (const specifier of specifiers) {
    const exports = await importModule(specifier);
    const found = flowsIn(exports, specifier);
    const orchestrators = orchestratorsIn(exports, specifier);
    if (found.length + orchestrators.length === 0)
      throw new Error(
        `GANTRY_MODULES: ${specifier} exports no Flow and no ServiceOrchestrator; what else it exports is not registered`,
      );
    for (const service of orchestrators) addService(services, service);
    for (const { flow, origin } of found) {
      const known = addSound(flows, flow, origin);
      if (known !== null) throw new Error(secondOne(flow, origin, origins.get(known)));
      origins.set(flow, origin);
    }
  }
  return { flows, orchestrators: [...services.values()].map(({ orchestrator }) => orchestrator) };
}

interface FoundFlow {
  readonly flow: Flow;
  /** "module, export name". */
  readonly origin: string;
}

function flowsIn(exports: Readonly<Record<string, unknown>>, specifier: string): FoundFlow[] {
  return Object.entries(exports).flatMap(([name, exported]) => {
    const origin = `${specifier}, export "${name}"`;
    const candidates: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
    return candidates.flatMap((candidate) => {
      if (candidate instanceof Flow) return [{ flow: candidate, origin }];
      if (!isForeignFlow(candidate)) return [];
      throw new Error(
        `GANTRY_MODULES: ${origin} is a Flow of another copy of @gantry/engine. Let the module resolve the one that the server uses`,
      );
    });
  });
}

/** Looks like a Flow, and its class is not ours. */
const isForeignFlow = (value: unknown): boolean =>
  typeof value === "object" && value !== null && value.constructor.name === Flow.name && "flowId" in value;

function addSound(flows: FlowRegistry, flow: Flow, origin: string): Flow | null {
  try {
    return flows.add(flow);
  } catch (error) {
    if (error instanceof AppError) throw new Error(`GANTRY_MODULES: ${origin}: ${error.message}`, { cause: error });
    throw error;
  }
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
