import { randomBytes } from "node:crypto";
import { equalInConstantTime, hashSecret } from "./secret-hash.ts";

/** The secret of the printed link: it signs one browser in, once, while this process lives. */
export class SignInLink {
  readonly secret = randomBytes(32).toString("base64url");
  #used = false;

  /** Whether `given` is the secret and was not used before; afterwards it was. */
  redeem(given: string): boolean {
    if (this.#used || !equalInConstantTime(hashSecret(given), hashSecret(this.secret))) return false;
    this.#used = true;
    return true;
  }
}
