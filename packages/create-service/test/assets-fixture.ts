import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { assembleAssets } from "../src/assets.ts";

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));

export interface Workspace extends AsyncDisposable {
  /** Assets as this package's build makes them. */
  readonly assets: string;
  /** A new folder that does not exist yet. */
  folder(name: string): string;
}

/** Builds and packs the SDK (a moment when turbo has it in its cache), in a temporary folder outside the repository. */
export async function prepareWorkspace(): Promise<Workspace> {
  const root = await mkdtemp(join(tmpdir(), "create-service-"));
  const build = ["turbo", "run", "build", "--filter=@gantry/service-sdk", "--output-logs=errors-only"];
  await promisify(execFile)("npx", build, {
    cwd: REPOSITORY,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
  });
  const assets = join(root, "assets");
  await assembleAssets(assets);
  return {
    assets,
    folder: (name) => join(root, name),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  };
}
