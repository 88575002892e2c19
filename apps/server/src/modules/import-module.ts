import { createRequire } from "node:module";
import { isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const TYPESCRIPT = /\.[cm]?ts$/;

/**
 * Imports a module of GANTRY_MODULES, in TypeScript or JavaScript.
 * @param specifier a package, or a path from the working directory
 * @throws Error naming the module, when it cannot be found or fails while it is loaded
 */
export async function importModule(specifier: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const url = resolveModule(specifier);
    return TYPESCRIPT.test(new URL(url).pathname) ? await importTypeScript(url) : await importUrl(url);
  } catch (error) {
    throw new Error(`GANTRY_MODULES names ${specifier}, which cannot be loaded: ${reasonOf(error)}`, { cause: error });
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

/** The types are stripped for these modules only: nothing that the server loads later goes through the loader. */
async function importTypeScript(url: string): Promise<Readonly<Record<string, unknown>>> {
  const { register } = await import("tsx/esm/api");
  const unregister = register();
  try {
    return await importUrl(url);
  } finally {
    await unregister();
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // What Node says of an ES module in TypeScript that it takes for CommonJS helps nobody.
  if ("code" in error && error.code === "ERR_REQUIRE_CYCLE_MODULE")
    return 'it is an ES module, but nothing says so. Name it .mts, or put "type": "module" into the package.json beside it';
  return error.message;
}

const importUrl = async (url: string) => (await import(url)) as Readonly<Record<string, unknown>>;
