import type { Command } from "commander";
import { usageError } from "./cli-error.ts";
import type { GantryClientOptions } from "./client/gantry-client.ts";
import type { Surroundings } from "./surroundings.ts";

export interface GlobalOptions {
  readonly url?: string;
  readonly token?: string;
  readonly json?: boolean;
}

export const DEFAULT_URL = "http://127.0.0.1:8000";

export const addGlobalOptions = (program: Command): Command =>
  program
    .option("--url <url>", `the server (default: GANTRY_URL, or ${DEFAULT_URL})`)
    .option("--token <secret>", "an API token (default: GANTRY_TOKEN)")
    .option("--json", "answer as JSON: one document, or one per line for what goes on");

/** What is said on the command line counts before the environment; an empty variable is none. @throws CliError for a url that is none */
export function serverOf(options: GlobalOptions, env: Surroundings["env"]): GantryClientOptions {
  const url = firstOf(options.url, env.GANTRY_URL) ?? DEFAULT_URL;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw usageError(`Not the address of a server: ${url}`, { advice: `It looks like ${DEFAULT_URL}.` });
  }
  return { url, token: firstOf(options.token, env.GANTRY_TOKEN) };
}

const firstOf = (...values: readonly (string | undefined)[]): string | null =>
  values.find((value) => value !== undefined && value !== "") ?? null;
