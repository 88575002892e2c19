import type { ApiToken as StoredToken, ApiTokenStore } from "@gantry/db";
import { SCOPES } from "./caller.ts";
import type { ApiToken, TokenStore } from "./token-store.ts";

/** API tokens of the database. A token may list several scopes: the widest counts, since each includes the others. */
export function tokenStoreOf(tokens: ApiTokenStore): TokenStore {
  const active = async () => (await tokens.list()).filter((token) => token.revokedAtMs === null);
  return {
    async findBySecret(secret) {
      const token = await tokens.findBySecret(secret);
      return token === null ? null : toApiToken(token);
    },
    async findById(tokenId) {
      const token = (await active()).find((candidate) => candidate.tokenId === tokenId);
      return token === undefined ? null : toApiToken(token);
    },
    hasActive: async () => (await active()).length > 0,
  };
}

function toApiToken({ tokenId, name, scopes }: StoredToken): ApiToken {
  return { tokenId, name, scope: SCOPES.findLast((scope) => scopes.includes(scope)) ?? "read" };
}
