import type { GantryClient } from "./client/gantry-client.ts";
import type { Console } from "./output/console.ts";
import type { Surroundings } from "./surroundings.ts";

/** What every command gets. */
export interface CommandContext {
  readonly client: GantryClient;
  readonly console: Console;
  /** Whether the answer is for a program. */
  readonly json: boolean;
  readonly surroundings: Surroundings;
}
