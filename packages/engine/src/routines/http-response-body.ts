import type { JsonValue } from "@gantry/contracts";
import { AttemptError } from "../runtime/ports/executor.ts";

/**
 * The body as its type says: JSON parsed, anything else as text, null when there is none.
 * @throws AttemptError `response_too_large` (not retryable) beyond `maxBytes`; what is longer is not read.
 */
export async function readBody(response: Response, maxBytes: number): Promise<JsonValue> {
  const text = await readText(response, maxBytes);
  if (text === "") return null;
  if (!/\bjson\b/i.test(response.headers.get("content-type") ?? "")) return text;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text; // it says JSON and is none: whoever looks at it should see what came
  }
}

async function readText({ body }: Response, maxBytes: number): Promise<string> {
  if (!body) return "";
  const decoder = new TextDecoder();
  let [text, sizeBytes] = ["", 0];
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxBytes) {
      const message = `The answer is longer than ${String(maxBytes)} bytes; raise maxResponseBytes if it is meant to be`;
      throw new AttemptError("response_too_large", message, { retryable: false });
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
