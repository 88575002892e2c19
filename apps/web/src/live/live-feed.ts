import type { LiveFrame, SubscribeAnswer, SubscribeRequest } from "@gantry/contracts";

export type AcceptedAnswer = Extract<SubscribeAnswer, { ok: true }>;

/** A view after something arrived. `gap`: what arrived does not continue it, so the subscription must start over. */
export interface FeedStep<View> {
  readonly view: View;
  readonly gap: boolean;
}

/**
 * What one kind of view asks for and how it folds what comes. Pure: the same view and the same frame give the
 * same next view; a view is never changed in place, so React may compare it by identity.
 */
export interface LiveFeed<View> {
  /** Views with one key share one subscription. */
  readonly key: string;
  readonly empty: View;
  /** The request that continues exactly where `view` stands. */
  request(view: View): SubscribeRequest;
  catchUp(view: View, answer: AcceptedAnswer): FeedStep<View>;
  advance(view: View, frame: LiveFrame): FeedStep<View>;
}
