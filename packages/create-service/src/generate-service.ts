import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { vendoredPackages, type AssetsFolder } from "./assets.ts";
import type { TemplateName } from "./template-name.ts";

export interface GenerateOptions {
  readonly template: TemplateName;
  /** Made when it does not exist; must be empty. */
  readonly folder: string;
  readonly assets: AssetsFolder;
}

/** The part of a template's package.json that the generator changes. */
interface PackageFile {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * Writes a template into an empty folder, with the packed SDK in `vendor/`, so that `npm install` and `docker build` work
 * there without anything of this repository.
 *
 * @throws Error when the folder has something in it.
 */
export async function generateService({ template, folder, assets }: GenerateOptions): Promise<void> {
  const target = resolve(folder);
  await mkdir(target, { recursive: true });
  if ((await readdir(target)).length > 0) throw new Error(`Folder ${target} is not empty: name another one`);
  const packages = await vendoredPackages(assets);
  await cp(join(assets, "templates", template), target, { recursive: true });
  await cp(join(assets, "vendor"), join(target, "vendor"), { recursive: true });
  await rewritePackageFile(join(target, "package.json"), packageName(target), packages);
}

async function rewritePackageFile(path: string, name: string, packages: ReadonlyMap<string, string>): Promise<void> {
  // Of our own template.
  const original = JSON.parse(await readFile(path, "utf8")) as PackageFile;
  const vendored = Object.fromEntries([...packages].map(([dependency, file]) => [dependency, `file:vendor/${file}`]));
  const changed: PackageFile = { ...original, name, dependencies: { ...original.dependencies, ...vendored } };
  await writeFile(path, `${JSON.stringify(changed, null, 2)}\n`);
}

/** The folder's name, in the characters that npm allows. */
function packageName(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return name === "" ? "my-service" : name;
}
