import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../src/index.ts";
import type { StoreHarness, TestDatabase } from "./harness.ts";

export const describeTokensAndAudit = (harness: () => StoreHarness) =>
  describe("API tokens and the audit log", () => {
    let database: TestDatabase;
    let store: Store;
    beforeEach(async () => {
      database = await harness().createDatabase();
      store = await database.open();
    });
    afterEach(() => database.remove());

    test("a token is found by its secret, which is shown once and not kept", async () => {
      const { secret, token } = await store.tokens.create({ name: "ci", scopes: ["read", "run"] });
      expect(await store.tokens.findBySecret(secret)).toEqual(token);
      expect(token).toMatchObject({ name: "ci", scopes: ["read", "run"], lastUsedAtMs: null, revokedAtMs: null });
      expect(await store.tokens.findBySecret(`${secret}x`)).toBeNull();
      expect(JSON.stringify(await store.tokens.list())).not.toContain(secret);
    });

    test("a revoked token opens nothing, and stays in the list", async () => {
      const { secret, token } = await store.tokens.create({ name: "old", scopes: ["admin"] });
      await store.tokens.revoke(token.tokenId);
      const [revoked] = await store.tokens.list();
      expect(revoked?.revokedAtMs).toEqual(expect.any(Number));
      expect(await store.tokens.findBySecret(secret)).toBeNull();
      await store.tokens.revoke(token.tokenId);
      expect(await store.tokens.list()).toEqual([revoked]);
      await expect(store.tokens.revoke("token_unknown")).rejects.toMatchObject({ code: "not_found" });
    });

    test("a token remembers its last use, and needs a scope", async () => {
      const { secret, token } = await store.tokens.create({ name: "used", scopes: ["read"] });
      await store.tokens.recordUse(token.tokenId, 1234.5);
      expect(await store.tokens.findBySecret(secret)).toMatchObject({ lastUsedAtMs: 1235 });
      await expect(store.tokens.create({ name: "none", scopes: [] })).rejects.toMatchObject({ code: "invalid_input" });
    });

    test("the audit log is read newest first, page by page", async () => {
      const entry = (atMs: number) => ({
        atMs,
        actor: "token_1",
        action: "workflow_submitted",
        subject: `wf-${atMs}`,
        remoteAddress: "127.0.0.1",
        details: { atMs },
      });
      await store.audit.append([entry(1), entry(2)]);
      await store.audit.append([entry(3)]);
      const page = await store.audit.list({ limit: 2 });
      expect(page).toMatchObject([entry(3), entry(2)]);
      const beforeEntryId = page.at(-1)?.entryId ?? 0;
      expect(await store.audit.list({ limit: 2, beforeEntryId })).toMatchObject([entry(1)]);
    });
  });
