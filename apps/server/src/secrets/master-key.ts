import { hkdfSync, randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

/** Keys for one purpose each, so that none can stand in for another. 32 bytes. */
export interface ServerKeys {
  /** Seals `services_api_key` at rest. */
  readonly sealing: Buffer;
  /** Signs session cookies. */
  readonly sessions: Buffer;
}

const KEY_FILE = "secret.key";
const KEY_BYTES = 32;

/**
 * The keys of this installation: from `secretKey`, or from a file of mode 600 in `dataDir` that is made at the
 * first start.
 */
export async function loadServerKeys(options: {
  readonly secretKey: string | undefined;
  readonly dataDir: string;
}): Promise<ServerKeys> {
  const master = options.secretKey ?? (await readOrCreate(options.dataDir));
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", master, "gantry", purpose, KEY_BYTES));
  return { sealing: derive("seal services_api_key"), sessions: derive("sign session cookies") };
}

async function readOrCreate(dataDir: string): Promise<string> {
  const path = join(dataDir, KEY_FILE);
  try {
    return await readKey(path);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
  }
  await createKey(dataDir, path);
  return readKey(path);
}

async function readKey(path: string): Promise<string> {
  const key = (await readFile(path, "utf8")).trim();
  if (key.length >= KEY_BYTES) return key;
  throw new Error(`The key file ${path} is damaged: restore it, or delete it and lose the secrets that it sealed`);
}

/** Writes it whole, then links it into place: of two first starts one wins, and a crash leaves no half a key. */
async function createKey(dataDir: string, path: string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  try {
    await mkdir(dataDir, { recursive: true });
    const file = await open(draft, "w", 0o600);
    await file.writeFile(`${randomBytes(KEY_BYTES).toString("base64")}\n`);
    await file.sync();
    await file.close();
    await link(draft, path);
  } catch (error) {
    if (hasCode(error, "EEXIST")) return;
    throw new Error(`Cannot write the key file ${path}: is the folder writable?`, { cause: error });
  } finally {
    await rm(draft, { force: true });
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
