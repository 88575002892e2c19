import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import type { ExitCode } from "../exit-code.ts";

/** Runs a command's body with what the global options say, and keeps how it ended. */
export type RunCommand = (body: (context: CommandContext) => Promise<ExitCode>) => Promise<void>;

/** Adds one command to the program; each file of this folder has one. */
export type AddCommand = (program: Command, run: RunCommand) => void;
