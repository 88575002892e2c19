import { execFile } from "node:child_process";
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { TEMPLATES } from "./template-name.ts";

/** What the generator writes from: `templates/<name>/`, and `vendor/` with the packed packages that they need. */
export type AssetsFolder = string;

/** Packed in the order in which one needs the other. */
const VENDORED = ["@gantry/contracts", "@gantry/service-sdk"];

/** Left behind by whoever ran a template in place. */
const NOT_COPIED = new Set(["node_modules", "data", "package-lock.json"]);

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * Puts the assets together from a checkout whose packages are built. What was in `folder` is replaced.
 * @throws Error with npm's own words when a package cannot be packed.
 */
export async function assembleAssets(folder: AssetsFolder): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const vendor = join(folder, "vendor");
  await mkdir(vendor, { recursive: true });
  for (const name of Object.keys(TEMPLATES)) {
    await cp(join(REPOSITORY, "examples/templates", name), join(folder, "templates", name), {
      recursive: true,
      filter: (path) => !NOT_COPIED.has(basename(path)),
    });
  }
  const workspaces = VENDORED.flatMap((name) => ["--workspace", name]);
  await promisify(execFile)("npm", ["pack", ...workspaces, "--ignore-scripts", "--pack-destination", vendor], {
    cwd: REPOSITORY,
  });
}

/** The packed packages of an assets folder: package name → file name. @throws Error when one is missing. */
export async function vendoredPackages(folder: AssetsFolder): Promise<ReadonlyMap<string, string>> {
  const files = await readdir(join(folder, "vendor"));
  return new Map(
    VENDORED.map((name) => {
      // npm's own naming: @scope/name becomes scope-name-<version>.tgz
      const prefix = `${name.replace("@", "").replace("/", "-")}-`;
      const file = files.find((candidate) => candidate.startsWith(prefix) && candidate.endsWith(".tgz"));
      if (file === undefined) throw new Error(`${name} is not packed in ${join(folder, "vendor")}`);
      return [name, file];
    }),
  );
}
