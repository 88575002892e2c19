import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadServerKeys } from "./master-key.ts";
import { Sealer } from "./sealer.ts";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "gantry-keys-"));
});
afterEach(() => rm(dataDir, { recursive: true }));

describe("loadServerKeys", () => {
  test("the first start makes a key file that only its owner may read, and the next start uses it", async () => {
    const first = await loadServerKeys({ secretKey: undefined, dataDir });
    expect((await stat(join(dataDir, "secret.key"))).mode & 0o777).toBe(0o600);
    const again = await loadServerKeys({ secretKey: undefined, dataDir });
    expect(again).toEqual(first);
    expect(first.sealing.equals(first.sessions)).toBe(false);
  });

  test("a given key needs no file", async () => {
    const keys = await loadServerKeys({ secretKey: "k".repeat(32), dataDir });
    expect(keys.sealing).toHaveLength(32);
    await expect(readFile(join(dataDir, "secret.key"))).rejects.toThrow(/ENOENT/);
  });
});

describe("Sealer", () => {
  const sealer = new Sealer(Buffer.alloc(32, 1));

  test("what it seals it unseals, and never twice to the same text", () => {
    const sealed = sealer.seal("sk-canary");
    expect(sealed).not.toContain("sk-canary");
    expect(sealer.seal("sk-canary")).not.toBe(sealed);
    expect(sealer.unseal(sealed)).toBe("sk-canary");
  });

  test("another key, or a changed text, is refused without quoting anything", () => {
    const sealed = sealer.seal("sk-canary");
    expect(() => new Sealer(Buffer.alloc(32, 2)).unseal(sealed)).toThrow("another GANTRY_SECRET_KEY");
    const changed = sealed.replace(/.{4}$/, (end) => (end.startsWith("A") ? "BAAA" : "AAAA")); // certainly other bytes
    expect(() => sealer.unseal(changed)).toThrow("sealed under another");
    expect(() => sealer.unseal("nonsense")).toThrow("not readable");
  });
});
