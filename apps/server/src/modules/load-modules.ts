import { AppError } from "@gantry/contracts";
import { Flow } from "@gantry/engine";
import { FlowRegistry } from "../application/flow-registry.ts";
import { importModule } from "./import-module.ts";

/** What the modules of GANTRY_MODULES export, by kind. */
export interface RegisteredModules {
  readonly flows: FlowRegistry;
}

/**
 * Imports each module and registers what it exports: Flows, and lists of Flows. Other exports are the module's own
 * business.
 * @param specifiers packages, or paths from the working directory
 * @throws Error naming the module and the export: one that cannot be loaded, exports nothing to register, a Flow that
 *   cannot run, or a second one of the same id and version
 */
export async function loadModules(specifiers: readonly string[]): Promise<RegisteredModules> {
  const flows = new FlowRegistry();
  const origins = new Map<Flow, string>();
  for (const specifier of specifiers) {
    const found = flowsIn(await importModule(specifier), specifier);
    if (found.length === 0)
      throw new Error(`GANTRY_MODULES: ${specifier} exports no Flow; what else it exports is not registered`);
    for (const { flow, origin } of found) {
      const known = addSound(flows, flow, origin);
      if (known !== null) throw new Error(secondOne(flow, origin, origins.get(known)));
      origins.set(flow, origin);
    }
  }
  return { flows };
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

const secondOne = (flow: Flow, origin: string, other: string | undefined): string =>
  `GANTRY_MODULES: ${origin} is a second Flow "${flow.flowId}" of version ${flow.version}; the first is ${String(other)}. Give one another id, or another version`;
