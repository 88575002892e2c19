import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

export const SESSION_COOKIE = "gantry_session";
const SESSION_MAX_AGE_S = 7 * 24 * 3600;

/** Who a browser is: the token it signed in with (so that revoking it ends the session), or the printed link's reader. */
const Session = z.object({ tokenHash: z.string().nullable(), expiresAtMs: z.number() });
type Session = z.infer<typeof Session>;

/** Session cookies, signed and without state here: a restart signs nobody out. */
export class SessionCookies {
  readonly #key: Buffer;
  readonly #nowMs: () => number;

  constructor(options: { readonly key: Buffer; readonly nowMs: () => number }) {
    this.#key = options.key;
    this.#nowMs = options.nowMs;
  }

  /** A `Set-Cookie` value. `tokenHash` null: the operator, by the printed link. */
  issue(tokenHash: string | null, options: { readonly secure: boolean }): string {
    const session: Session = { tokenHash, expiresAtMs: this.#nowMs() + SESSION_MAX_AGE_S * 1000 };
    const payload = Buffer.from(JSON.stringify(session)).toString("base64url");
    const attributes = `Path=/; Max-Age=${SESSION_MAX_AGE_S}; HttpOnly; SameSite=Strict${options.secure ? "; Secure" : ""}`;
    return `${SESSION_COOKIE}=${payload}.${this.#sign(payload)}; ${attributes}`;
  }

  /** The session that a `Cookie` header carries; null when it carries none, or one that is expired or forged. */
  read(cookieHeader: string | undefined): { readonly tokenHash: string | null } | null {
    const value = cookieHeader
      ?.split(";")
      .map((part) => part.trim())
      .find((part) => part.startsWith(`${SESSION_COOKIE}=`))
      ?.slice(SESSION_COOKIE.length + 1);
    const [payload = "", signature = ""] = value?.split(".") ?? [];
    const [given, expected] = [Buffer.from(signature), Buffer.from(this.#sign(payload))];
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    // Signed by us, so that it parses.
    const session = Session.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
    return session.expiresAtMs > this.#nowMs() ? { tokenHash: session.tokenHash } : null;
  }

  #sign(payload: string): string {
    return createHmac("sha256", this.#key).update(payload).digest("base64url");
  }
}
