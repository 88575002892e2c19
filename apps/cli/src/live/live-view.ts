import type { LiveFrame, SubscribeAnswer, SubscribeRequest } from "@gantry/contracts";

export type AcceptedAnswer = Extract<SubscribeAnswer, { ok: true }>;

/** One live view: what it asks for, and what it does with what comes. Both report whether something is missing. */
export interface LiveView {
  /** The request that continues exactly where the view stands. */
  request(): SubscribeRequest;
  answered(answer: AcceptedAnswer): { readonly gap: boolean };
  framed(frame: LiveFrame): { readonly gap: boolean };
}
