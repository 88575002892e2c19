import type { Scope } from "./caller.ts";

/** An API token that is valid now. */
export interface ApiToken {
  readonly tokenId: string;
  readonly name: string;
  readonly scope: Scope;
}

/** Where API tokens are kept, as hashes; what is revoked is not found. */
export interface TokenStore {
  findBySecret(secret: string): Promise<ApiToken | null>;
  findById(tokenId: string): Promise<ApiToken | null>;
  /** Whether anyone could sign in with one. */
  hasActive(): Promise<boolean>;
}
