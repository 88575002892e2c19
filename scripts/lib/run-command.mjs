import { spawn } from "node:child_process";
import { repositoryRoot } from "./repository.mjs";

/**
 * Runs a program in the repository, its output straight to this terminal (standard output to standard error with
 * `quiet`, so that a caller's own output stays clean). SIGINT and SIGTERM reach it, and are waited out here.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, quiet?: boolean }} [options]
 * @returns {Promise<number>} Its exit code; 128 when a signal ended it.
 */
export async function exitCodeOf(command, args, { env = {}, quiet = false } = {}) {
  const child = spawn(command, args, {
    cwd: repositoryRoot,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", NEXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: ["inherit", quiet ? 2 : "inherit", "inherit"],
  });
  const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  process.on("SIGINT", forward).on("SIGTERM", forward);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => resolve(code ?? 128));
    });
  } finally {
    process.off("SIGINT", forward).off("SIGTERM", forward);
  }
}

/**
 * As `exitCodeOf`, for a step that must succeed.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, quiet?: boolean }} [options]
 */
export async function runCommand(command, args, options) {
  const code = await exitCodeOf(command, args, options);
  if (code !== 0) throw new Error(`\`${[command, ...args].join(" ")}\` ended with code ${code}; its output is above.`);
}
