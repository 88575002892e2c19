import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** @returns a check of an `Authorization` header that takes the same time however much of the key is right. */
export function bearerCheck(apiKey: string): (authorization: string | undefined) => boolean {
  const expected = digest(`Bearer ${apiKey}`);
  return (authorization) => timingSafeEqual(digest(authorization ?? ""), expected);
}
