import type { IncomingMessage } from "node:http";

/** Of a refused request so much is read at most. */
const MAX_DISCARDED_BYTES = 256 * 1024 * 1024;

/**
 * Reads away the rest of a body that is refused unread: a client that still writes when the connection closes sees
 * a broken pipe instead of the answer. Never rejects.
 */
export async function discardBody(request: IncomingMessage): Promise<void> {
  let discarded = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      discarded += (chunk as Buffer).byteLength;
      if (discarded > MAX_DISCARDED_BYTES) return;
    }
  } catch {
    // The client went away: nobody is left to answer.
  }
}
