import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const VERSION = "v1";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals short secrets for storage: AES-256-GCM, a fresh nonce each, `v1.<base64url of nonce, tag, text>`. */
export class Sealer {
  readonly #key: Buffer;

  /** @param key 32 bytes */
  constructor(key: Buffer) {
    this.#key = key;
  }

  seal(secret: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce, { authTagLength: TAG_BYTES });
    const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
    return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64url")}`;
  }

  /** @throws Error when it was sealed under another key, or changed since; the message never quotes it. */
  unseal(sealed: string): string {
    const [version, body = ""] = sealed.split(".");
    const bytes = Buffer.from(body, "base64url");
    if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES)
      throw new Error("A sealed secret is not readable");
    const decipher = createDecipheriv("aes-256-gcm", this.#key, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    try {
      return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
    } catch (error) {
      throw new Error("A sealed secret was sealed under another GANTRY_SECRET_KEY", { cause: error });
    }
  }
}
