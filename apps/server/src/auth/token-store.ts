import type { Scope } from "./caller.ts";

export interface ApiToken {
  readonly name: string;
  readonly scope: Scope;
}

/** Where API tokens are kept, as hashes. */
export interface TokenStore {
  /** The token with this hash unless it is unknown or revoked. */
  findByHash(tokenHash: string): Promise<ApiToken | null>;
  /** Whether anyone could sign in with one. */
  hasActive(): Promise<boolean>;
}
