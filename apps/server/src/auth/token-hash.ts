import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** How a token is kept and compared: its sha256 in hex. Tokens are 256 random bits, so that no slow hash is needed. */
export const hashToken = (token: string): string => createHash("sha256").update(token, "utf8").digest("hex");

/** A new token; shown once, and kept only as its hash. */
export const newToken = (): string => `gantry_${randomBytes(32).toString("base64url")}`;

/** Compares two hashes in constant time. */
export function sameHash(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
