import type { IncomingHttpHeaders } from "node:http";
import { AppError } from "@gantry/contracts";
import type { Caller } from "./caller.ts";
import type { OriginCheck } from "./request-origin.ts";
import type { SessionCookies } from "./session-cookie.ts";
import { hashToken, sameHash } from "./token-hash.ts";
import type { TokenStore } from "./token-store.ts";

export interface IncomingRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly remoteAddress: string;
}

export interface RequestGuardOptions {
  readonly mode: "local" | "token";
  readonly originCheck: OriginCheck;
  readonly tokens: TokenStore;
  readonly sessions: SessionCookies;
  /** sha256 of the compatible single key; null: none. */
  readonly orchestratorKeyHash: string | null;
}

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/**
 * Says where a request may come from and who makes it; REST, tRPC, pages and sockets all ask here first.
 * What the caller may do is asked by each procedure, route and handler for itself.
 */
export class RequestGuard {
  readonly #options: RequestGuardOptions;

  constructor(options: RequestGuardOptions) {
    this.#options = options;
  }

  /** @throws AppError `forbidden` when the request comes from another site, or names another host. */
  checkOrigin(request: IncomingRequest): void {
    const { host, origin } = request.headers;
    const fault = this.#options.originCheck({ host, origin });
    if (fault !== null) throw new AppError("forbidden", fault);
  }

  /**
   * Who makes the request; null: nobody signed in.
   * @throws AppError `unauthorized` for a token that is not valid: it is never taken for nobody.
   */
  async identify(request: IncomingRequest): Promise<Caller | null> {
    const { authorization, cookie } = request.headers;
    const { remoteAddress } = request;
    if (authorization !== undefined) {
      const token = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
      const caller =
        token === undefined ? null : await this.callerOf(hashToken(token), { via: "token", remoteAddress });
      if (caller === null) throw new AppError("unauthorized", "Unauthorized");
      return caller;
    }
    if (this.#options.mode === "local") return { name: "local", scope: "admin", via: "local", remoteAddress };
    const session = this.#options.sessions.read(cookie);
    // A cookie travels by itself: whatever changes something must also come from a page of ours.
    if (session === null || !(SAFE_METHODS.has(request.method) || request.headers.origin !== undefined)) return null;
    if (session.tokenHash === null) return { name: "operator", scope: "admin", via: "cookie", remoteAddress };
    return this.callerOf(session.tokenHash, { via: "cookie", remoteAddress });
  }

  /** The caller that a token's hash stands for; null when it is unknown or revoked. */
  async callerOf(tokenHash: string, how: Pick<Caller, "via" | "remoteAddress">): Promise<Caller | null> {
    const { orchestratorKeyHash, tokens } = this.#options;
    if (orchestratorKeyHash !== null && sameHash(tokenHash, orchestratorKeyHash)) {
      return { name: "ORCHESTRATOR_API_KEY", scope: "admin", ...how };
    }
    const token = await tokens.findByHash(tokenHash);
    return token === null ? null : { name: token.name, scope: token.scope, ...how };
  }
}
