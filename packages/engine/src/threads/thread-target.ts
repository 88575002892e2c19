import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Code that a thread runs: an export of a module. These two travel to a thread; a closure cannot. */
export interface ThreadTarget {
  /** `new URL("./primes.ts", import.meta.url)`. Compiled, its `.js` is found under the same name. */
  readonly module: URL;
  /** A function `(data, context) => output`, which may be async. */
  readonly exportName: string;
}

/** What is wrong with a target as far as it shows without loading the module; null when nothing does. */
export function targetFault({ module, exportName }: ThreadTarget): string | null {
  if (!(module instanceof URL)) return 'its module must be a URL: new URL("./work.ts", import.meta.url)';
  if (typeof exportName !== "string" || exportName === "") return "its exportName must name an export of the module";
  if (isFile(module) && !existsSync(locateModule(module))) return `there is no module ${fileURLToPath(module)}`;
  return null;
}

/** The module's URL as a thread can load it: TypeScript that was compiled away is the JavaScript beside it. */
export function locateModule(module: URL): URL {
  if (!isFile(module) || existsSync(module)) return module;
  const compiled = new URL(module.href.replace(/\.(m?)ts$/, ".$1js"));
  return existsSync(compiled) ? compiled : module;
}

const isFile = ({ protocol }: URL): boolean => protocol === "file:";
