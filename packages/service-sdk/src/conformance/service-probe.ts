import { isDeeperThan, MAX_JSON_DEPTH } from "@gantry/contracts";

/** What came back, or why nothing did. */
export type Answer =
  | { readonly kind: "answer"; readonly status: number; readonly text: string; readonly json: unknown }
  | { readonly kind: "silence"; readonly reason: string };

export interface ServiceProbeOptions {
  readonly apiKey?: string | undefined;
  /** How long one call may take. */
  readonly callTimeoutMs: number;
}

export interface ProbeCall {
  /** Sent as JSON; a string as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the key of the options; null sends none. */
  readonly apiKey?: string | null;
}

/** The orchestrator reads no more of an answer either. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** Calls one service as Gantry does: no redirects followed, time and size bounded. Never throws for what comes back. */
export class ServiceProbe {
  readonly #baseUrl: string;
  readonly #options: ServiceProbeOptions;

  /** @throws TypeError when `url` is not an http address. */
  constructor(url: string, options: ServiceProbeOptions) {
    const { protocol, origin, pathname } = new URL(url);
    if (protocol !== "http:" && protocol !== "https:") throw new TypeError(`Not an http address: ${url}`);
    this.#baseUrl = origin + pathname.replace(/\/+$/, "");
    this.#options = options;
  }

  get(path: string, call: ProbeCall = {}): Promise<Answer> {
    return this.#call("GET", path, call);
  }

  post(path: string, call: ProbeCall = {}): Promise<Answer> {
    return this.#call("POST", path, call);
  }

  async #call(method: string, path: string, { body, headers = {}, apiKey }: ProbeCall): Promise<Answer> {
    const key = apiKey === undefined ? this.#options.apiKey : apiKey;
    try {
      const response = await fetch(this.#baseUrl + path, {
        method,
        redirect: "manual",
        signal: AbortSignal.timeout(this.#options.callTimeoutMs),
        headers: {
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(key === undefined || key === null ? {} : { authorization: `Bearer ${key}` }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await readBody(response);
      return { kind: "answer", status: response.status, text, json: parseJson(text) };
    } catch (error) {
      return { kind: "silence", reason: reasonOf(error, this.#options.callTimeoutMs) };
    }
  }
}

async function readBody({ body }: Response): Promise<string> {
  if (body === null) return "";
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > MAX_BODY_BYTES) throw new RangeError(`The answer is over ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** undefined: not JSON, or too deep to be read. */
function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isDeeperThan(value, MAX_JSON_DEPTH) ? undefined : value;
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown, callTimeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `No answer within ${callTimeoutMs} ms`;
  // fetch says only "fetch failed"; its cause says why.
  const { cause } = error;
  if (cause instanceof Error) return "code" in cause ? `${String(cause.code)} ${cause.message}`.trim() : cause.message;
  return error.message;
}
