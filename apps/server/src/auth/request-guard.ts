import type { IncomingHttpHeaders } from "node:http";
import { AppError } from "@gantry/contracts";
import type { Caller } from "./caller.ts";
import type { OriginCheck } from "./request-origin.ts";
import { equalInConstantTime, hashSecret } from "./secret-hash.ts";
import type { SessionCookies, SessionSubject } from "./session-cookie.ts";
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
  /** The compatible single key. */
  readonly orchestratorApiKey: string | undefined;
}

type Identity = Pick<Caller, "name" | "scope">;

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/**
 * Says where a request may come from and who makes it; REST, tRPC, pages and sockets all ask here first.
 * What the caller may do is asked by each procedure, route and handler for itself.
 */
export class RequestGuard {
  readonly #options: RequestGuardOptions;
  readonly #orchestratorKeyHash: string | null;

  constructor(options: RequestGuardOptions) {
    this.#options = options;
    this.#orchestratorKeyHash =
      options.orchestratorApiKey === undefined ? null : hashSecret(options.orchestratorApiKey);
  }

  get mode(): "local" | "token" {
    return this.#options.mode;
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
    const { authorization, cookie, origin } = request.headers;
    const { remoteAddress } = request;
    if (authorization !== undefined) {
      const secret = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
      const subject = secret === undefined ? null : await this.subjectOf(secret);
      const identity = subject === null ? null : await this.#identityOf(subject);
      if (identity === null) throw new AppError("unauthorized", "Unauthorized");
      return { ...identity, via: "token", remoteAddress };
    }
    if (this.#options.mode === "local") return { name: "local", scope: "admin", via: "local", remoteAddress };
    const subject = this.#options.sessions.read(cookie);
    // A cookie travels by itself: whatever changes something must also come from a page of ours.
    if (subject === null || !(SAFE_METHODS.has(request.method) || origin !== undefined)) return null;
    const identity = await this.#identityOf(subject);
    return identity === null ? null : { ...identity, via: "cookie", remoteAddress };
  }

  /** What a secret (an API token, or the compatible key) signs in as; null when it is not valid. */
  async subjectOf(secret: string): Promise<SessionSubject | null> {
    const keyHash = hashSecret(secret);
    if (this.#orchestratorKeyHash !== null && equalInConstantTime(keyHash, this.#orchestratorKeyHash)) {
      return { kind: "orchestrator_key", keyHash };
    }
    const token = await this.#options.tokens.findBySecret(secret);
    return token === null ? null : { kind: "token", tokenId: token.tokenId };
  }

  /** Asked at every request, so that what was revoked ends at once. */
  async #identityOf(subject: SessionSubject): Promise<Identity | null> {
    switch (subject.kind) {
      case "operator":
        return { name: "operator", scope: "admin" };
      case "orchestrator_key":
        return subject.keyHash === this.#orchestratorKeyHash ? { name: "ORCHESTRATOR_API_KEY", scope: "admin" } : null;
      case "token": {
        const token = await this.#options.tokens.findById(subject.tokenId);
        return token === null ? null : { name: token.name, scope: token.scope };
      }
    }
  }
}
