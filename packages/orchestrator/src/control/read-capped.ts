export interface CappedText {
  /** UTF-8, cut at the cap; half a character at the cut becomes U+FFFD. */
  readonly text: string;
  readonly isCut: boolean;
}

/** Reads a body up to `maxBytes` and hangs up on the rest: what a service sends is never kept without a limit. */
export async function readCapped(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<CappedText> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxBytes) break;
  }
  const isCut = sizeBytes > maxBytes;
  const bytes = Buffer.concat(chunks);
  return { text: bytes.toString("utf8", 0, isCut ? maxBytes : bytes.byteLength), isCut };
}
