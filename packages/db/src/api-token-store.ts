import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { AppError } from "@gantry/contracts";
import type { Database } from "./database.ts";
import { withStoreErrors } from "./database-error.ts";
import type { ApiToken as ApiTokenRow } from "./generated/sqlite/client.ts";
import { plainText } from "./records/plain-text.ts";
import { fromMs, fromNullableMs } from "./records/stored-json.ts";

export type ApiTokenScope = "read" | "run" | "admin";

/** A token as it may be shown; its secret is not kept. */
export interface ApiToken {
  readonly tokenId: string;
  readonly name: string;
  readonly scopes: readonly ApiTokenScope[];
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number | null;
  readonly revokedAtMs: number | null;
}

export interface ApiTokenStore {
  /** @returns the secret too: the only time it is seen, since only its hash is stored. */
  create(token: {
    readonly name: string;
    readonly scopes: readonly ApiTokenScope[];
  }): Promise<{ readonly secret: string; readonly token: ApiToken }>;
  /** The token with this secret, found by its hash; null when there is none or it was revoked. */
  findBySecret(secret: string): Promise<ApiToken | null>;
  /** Newest first, revoked ones included. */
  list(): Promise<ApiToken[]>;
  /** @throws AppError `not_found`. Revoking again keeps the first time. */
  revoke(tokenId: string): Promise<void>;
  recordUse(tokenId: string, atMs: number): Promise<void>;
}

/** A secret holds 256 random bits, so one round of sha256 is as good as a slow hash. */
const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

const equal = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

const toApiToken = (row: ApiTokenRow): ApiToken => ({
  tokenId: row.id,
  name: row.name,
  scopes: row.scopes.split(",") as ApiTokenScope[],
  createdAtMs: fromMs(row.createdAtMs),
  lastUsedAtMs: fromNullableMs(row.lastUsedAtMs),
  revokedAtMs: fromNullableMs(row.revokedAtMs),
});

export const apiTokenStoreOf = ({ prisma }: Database): ApiTokenStore => ({
  create: ({ name, scopes }) =>
    withStoreErrors(async () => {
      if (scopes.length === 0) throw new AppError("invalid_input", "An API token needs a scope: read, run or admin.");
      const secret = `gantry_${randomBytes(32).toString("base64url")}`;
      const row = await prisma.apiToken.create({
        data: {
          id: `token_${randomUUID()}`,
          name: plainText(name),
          scopes: [...new Set(scopes)].join(","),
          tokenHash: hashOf(secret),
          createdAtMs: Date.now(),
        },
      });
      return { secret, token: toApiToken(row) };
    }),
  findBySecret: (secret) =>
    withStoreErrors(async () => {
      const tokenHash = hashOf(secret);
      const row = await prisma.apiToken.findUnique({ where: { tokenHash } });
      return row !== null && row.revokedAtMs === null && equal(row.tokenHash, tokenHash) ? toApiToken(row) : null;
    }),
  list: () =>
    withStoreErrors(async () => (await prisma.apiToken.findMany({ orderBy: { createdAtMs: "desc" } })).map(toApiToken)),
  revoke: (tokenId) =>
    withStoreErrors(async () => {
      const known = await prisma.apiToken.findUnique({ where: { id: tokenId }, select: { id: true } });
      if (known === null) throw new AppError("not_found", `There is no API token ${tokenId}.`);
      await prisma.apiToken.updateMany({
        where: { id: tokenId, revokedAtMs: null },
        data: { revokedAtMs: Date.now() },
      });
    }),
  recordUse: (tokenId, atMs) =>
    withStoreErrors(async () => {
      await prisma.apiToken.updateMany({ where: { id: tokenId }, data: { lastUsedAtMs: Math.round(atMs) } });
    }),
});
