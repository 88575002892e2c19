import type { DataReferenceInput } from "./data-reference-input.ts";

/** What a worker thread tells the service's main thread about its Task. */
export type ThreadMessage =
  | { readonly kind: "progress"; readonly percent: number; readonly message?: string }
  | { readonly kind: "complete"; readonly reference: DataReferenceInput }
  | { readonly kind: "fail"; readonly error: string };
