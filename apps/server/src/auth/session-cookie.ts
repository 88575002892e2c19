import { createHmac } from "node:crypto";
import { z } from "zod";
import { equalInConstantTime } from "./secret-hash.ts";

export const SESSION_COOKIE = "gantry_session";
const SESSION_MAX_AGE_S = 7 * 24 * 3600;

/** What a browser signed in with; when that ends, the session does. `operator` is the reader of the printed link. */
export const SessionSubject = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("operator") }),
  z.object({ kind: z.literal("token"), tokenId: z.string() }),
  z.object({ kind: z.literal("orchestrator_key"), keyHash: z.string() }),
]);
export type SessionSubject = z.infer<typeof SessionSubject>;

const Session = z.object({ subject: SessionSubject, expiresAtMs: z.number() });

/** Session cookies, signed and without state here: a restart signs nobody out. */
export class SessionCookies {
  readonly #key: Buffer;
  readonly #nowMs: () => number;

  constructor(options: { readonly key: Buffer; readonly nowMs: () => number }) {
    this.#key = options.key;
    this.#nowMs = options.nowMs;
  }

  /** A `Set-Cookie` value. */
  issue(subject: SessionSubject, options: { readonly secure: boolean }): string {
    const session = { subject, expiresAtMs: this.#nowMs() + SESSION_MAX_AGE_S * 1000 };
    const payload = Buffer.from(JSON.stringify(session)).toString("base64url");
    const attributes = `Path=/; Max-Age=${SESSION_MAX_AGE_S}; HttpOnly; SameSite=Strict${options.secure ? "; Secure" : ""}`;
    return `${SESSION_COOKIE}=${payload}.${this.#sign(payload)}; ${attributes}`;
  }

  /** The subject of the session that a `Cookie` header carries; null when it carries none, or one expired or forged. */
  read(cookieHeader: string | undefined): SessionSubject | null {
    const value = cookieHeader
      ?.split(";")
      .map((part) => part.trim())
      .find((part) => part.startsWith(`${SESSION_COOKIE}=`))
      ?.slice(SESSION_COOKIE.length + 1);
    const [payload = "", signature = ""] = value?.split(".") ?? [];
    if (payload === "" || !equalInConstantTime(signature, this.#sign(payload))) return null;
    // Signed by us, so that it parses.
    const session = Session.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
    return session.expiresAtMs > this.#nowMs() ? session.subject : null;
  }

  #sign(payload: string): string {
    return createHmac("sha256", this.#key).update(payload).digest("base64url");
  }
}
