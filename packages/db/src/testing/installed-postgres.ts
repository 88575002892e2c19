import { access, constants, readdir } from "node:fs/promises";
import path from "node:path";

const DEBIAN_DIR = "/usr/lib/postgresql";

/** Where `initdb` and `postgres` are installed; null when they are not. Debian keeps them out of PATH, newest version first. */
export async function installedPostgres(): Promise<string | null> {
  const versions = await readdir(DEBIAN_DIR).catch(() => []);
  const newestFirst = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(DEBIAN_DIR, version, "bin"));
  for (const dir of [...newestFirst, ...(process.env.PATH ?? "").split(path.delimiter)]) {
    if (await isExecutable(path.join(dir, "initdb"))) return dir;
  }
  return null;
}

const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
