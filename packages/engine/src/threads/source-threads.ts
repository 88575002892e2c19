/** The URL of a module beside the caller's, in TypeScript where that runs from source and in JavaScript where it was built. */
export const besideOf = (callerUrl: string, name: string): URL =>
  new URL(isTypeScript(callerUrl) ? `${name}.ts` : `${name}.js`, callerUrl);

/**
 * Node's flags for a thread that `module` is the program of. Built code needs none and gets the process's; TypeScript
 * gets a loader, and the workspace's packages from their source, as in the process that starts it.
 */
export function threadFlags(module: URL): { execArgv?: string[] } {
  if (!isTypeScript(module.href)) return {};
  return { execArgv: ["--conditions=source", "--import", new URL("./typescript-hook.mjs", import.meta.url).href] };
}

const isTypeScript = (url: string): boolean => url.endsWith(".ts");
