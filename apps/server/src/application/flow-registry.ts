import { createRequire } from "node:module";
import { isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Flow } from "@gantry/engine";

/** The Flows that the modules of GANTRY_MODULES export, by id. */
export type FlowRegistry = ReadonlyMap<string, Flow>;

/**
 * Imports each module and collects the Flows among its exports.
 * @param modules package specifiers, or paths from the working directory
 * @throws Error naming the module that cannot be loaded, or two Flows of one id
 */
export async function loadFlows(modules: readonly string[]): Promise<FlowRegistry> {
  const flows = new Map<string, Flow>();
  for (const specifier of modules) {
    for (const exported of Object.values(await load(specifier))) {
      if (!(exported instanceof Flow)) continue;
      const known = flows.get(exported.flowId);
      if (known !== undefined && known !== exported) {
        throw new Error(`GANTRY_MODULES: ${specifier} exports a second Flow with the id ${exported.flowId}`);
      }
      flows.set(exported.flowId, exported);
    }
  }
  return flows;
}

async function load(specifier: string): Promise<Record<string, unknown>> {
  try {
    return (await import(resolveModule(specifier))) as Record<string, unknown>;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`GANTRY_MODULES names ${specifier}, which cannot be loaded: ${reason}`, { cause: error });
  }
}

/** Paths and the user's own packages are looked up from the working directory, ours from here. */
function resolveModule(specifier: string): string {
  if (specifier.startsWith(".") || isAbsolute(specifier)) return pathToFileURL(resolve(specifier)).href;
  try {
    return import.meta.resolve(specifier);
  } catch {
    const require = createRequire(pathToFileURL(resolve("module.js")));
    return pathToFileURL(require.resolve(specifier)).href;
  }
}
