import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { canInstallDebianPackages, installDebianPackages } from "./debian.mjs";

const DEBIAN_VERSIONS = "/usr/lib/postgresql";

function isInstalled() {
  const onPath = (process.env.PATH ?? "").split(delimiter);
  const ofDebian = existsSync(DEBIAN_VERSIONS)
    ? readdirSync(DEBIAN_VERSIONS).map((version) => join(DEBIAN_VERSIONS, version, "bin"))
    : [];
  return [...onPath, ...ofDebian].some((folder) => existsSync(join(folder, "initdb")));
}

/**
 * Sees to it that the store's tests have a PostgreSQL: the one of `DATABASE_URL`, or programs from which they start
 * private instances.
 *
 * @throws when there is none and none can be installed, unless `GANTRY_TEST_ALLOW_MISSING=1` accepts that.
 */
export async function ensurePostgresql() {
  if (process.env.DATABASE_URL || isInstalled()) return;
  if (canInstallDebianPackages()) {
    console.error("No PostgreSQL found: installing it …");
    return await installDebianPackages(["postgresql"]);
  }
  const missing = "No PostgreSQL found: install it (its initdb on PATH) or set DATABASE_URL.";
  if (process.env.GANTRY_TEST_ALLOW_MISSING !== "1") {
    throw new Error(`${missing} GANTRY_TEST_ALLOW_MISSING=1 runs the tests without it.`);
  }
  console.error(`${missing} Its tests are skipped, because GANTRY_TEST_ALLOW_MISSING=1.`);
}
