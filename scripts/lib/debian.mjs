import { existsSync } from "node:fs";
import { runCommand } from "./run-command.mjs";

/** Whether this process may install Debian's packages. */
export const canInstallDebianPackages = () => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

/** @param {readonly string[]} packages */
export async function installDebianPackages(packages) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await runCommand("apt-get", ["update"], { env, quiet: true });
  await runCommand("apt-get", ["install", "-y", "--no-install-recommends", ...packages], { env, quiet: true });
}
