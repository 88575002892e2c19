import type { ErrorCode, LiveFrame, SubscribeAnswer, SubscribeRequest } from "@gantry/contracts";
import { FrameQueue } from "./frame-queue.ts";
import type { LiveClock } from "./live-clock.ts";
import type { LiveFeed } from "./live-feed.ts";

/**
 * One live view and its subscription.
 *
 * Owns: the view, the frames not folded yet, and where the subscription stands. Not: the socket, which it reaches
 * through `ChannelLink`.
 *
 *   idle ──follow──▶ asking ──answer──▶ following ──gap, overflow──▶ asking
 *    ▲                 └── refused, no answer ──▶ waiting ──delay──▶ asking
 *    └──── detach (socket closed, nobody watches): from anywhere
 *
 * C1: a view only ever moves forward, by what continues it exactly; anything else asks again from where it stands.
 * C2: while asking, frames of the former subscription are dropped: the answer brings them.
 * C3: folding gives way to painting every FOLD_BUDGET_MS; a listener hears at most once per paint.
 * C4: an answer to a question that is no longer asked has no effect, except that its subscription is closed.
 */
export interface ChannelLink {
  /** Calls `done` once, in order with the frames around it; null when no answer came. */
  subscribe(request: SubscribeRequest, done: (answer: SubscribeAnswer | null) => void): void;
  unsubscribe(subscriptionId: string): void;
}

export interface ChannelSnapshot<View> {
  /** `failed`: the server refused, `error` says why; the view keeps what it had. */
  readonly phase: "loading" | "ready" | "failed";
  readonly view: View;
  readonly error: { readonly code: string; readonly message: string } | null;
}

type Standing =
  | { readonly kind: "idle" }
  | { readonly kind: "asking" }
  | { readonly kind: "waiting"; readonly cancel: () => void }
  | { readonly kind: "following"; readonly subscriptionId: string };

/** Asking the same question again gets the same answer; a new connection may bring another. */
const FINAL_REFUSALS: ReadonlySet<string> = new Set<ErrorCode>([
  "not_found",
  "forbidden",
  "unauthorized",
  "invalid_input",
]);
const FOLD_BUDGET_MS = 8;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;

export class LiveChannel<View> {
  readonly #feed: LiveFeed<View>;
  readonly #link: ChannelLink;
  readonly #clock: LiveClock;
  readonly #queue = new FrameQueue();
  readonly #listeners = new Set<() => void>();
  #standing: Standing = { kind: "idle" };
  #snapshot: ChannelSnapshot<View>;
  #cancelFold: (() => void) | null = null;
  #failuresInARow = 0;

  constructor(feed: LiveFeed<View>, link: ChannelLink, clock: LiveClock) {
    this.#feed = feed;
    this.#link = link;
    this.#clock = clock;
    this.#snapshot = { phase: "loading", view: feed.empty, error: null };
  }

  get snapshot(): ChannelSnapshot<View> {
    return this.#snapshot;
  }

  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  addListener(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Asks for what is missing; called when the socket opens, and when somebody begins to watch. */
  follow(): void {
    if (this.#standing.kind === "idle") this.#ask();
  }

  /** Forgets the subscription but keeps the view, so that a later `follow` continues it. */
  detach(options: { readonly socketOpen: boolean }): void {
    if (this.#standing.kind === "waiting") this.#standing.cancel();
    if (this.#standing.kind === "following" && options.socketOpen)
      this.#link.unsubscribe(this.#standing.subscriptionId);
    this.#standing = { kind: "idle" };
    this.#dropFrames();
  }

  /** Takes a frame if it is of this channel's subscription. */
  receive(frame: LiveFrame): void {
    // Keeps C2.
    if (this.#standing.kind !== "following" || this.#standing.subscriptionId !== frame.subscriptionId) return;
    if (!this.#queue.push(frame)) return this.#askAgain();
    this.#cancelFold ??= this.#clock.beforePaint(() => this.#fold());
  }

  #ask(): void {
    const asking: Standing = { kind: "asking" };
    this.#standing = asking;
    this.#link.subscribe(this.#feed.request(this.#snapshot.view), (answer) => {
      if (this.#standing === asking) this.#answered(answer);
      // Keeps C4.
      else if (answer?.ok === true) this.#link.unsubscribe(answer.subscriptionId);
    });
  }

  #answered(answer: SubscribeAnswer | null): void {
    if (answer === null) return this.#retryLater();
    if (!answer.ok) return this.#refused(answer);
    this.#standing = { kind: "following", subscriptionId: answer.subscriptionId };
    const { view, gap } = this.#feed.catchUp(this.#snapshot.view, answer);
    this.#publish({ phase: "ready", view, error: null });
    if (gap) this.#askAgain();
  }

  #refused({ code, message }: Extract<SubscribeAnswer, { ok: false }>): void {
    this.#publish({ ...this.#snapshot, phase: "failed", error: { code, message } });
    if (FINAL_REFUSALS.has(code)) this.#standing = { kind: "idle" };
    else this.#retryLater();
  }

  #fold(): void {
    this.#cancelFold = null;
    const startedAtMs = this.#clock.nowMs();
    let { view } = this.#snapshot;
    let gap = false;
    // Keeps C3.
    while (!gap && this.#clock.nowMs() - startedAtMs < FOLD_BUDGET_MS) {
      const frame = this.#queue.shift();
      if (frame === undefined) break;
      ({ view, gap } = this.#feed.advance(view, frame));
    }
    if (!this.#queue.isEmpty) this.#cancelFold = this.#clock.beforePaint(() => this.#fold());
    if (view !== this.#snapshot.view) this.#publish({ ...this.#snapshot, view });
    // Keeps C1. Only frames that fit end a row of failures: a server whose frames never fit its answers is a fault too.
    if (gap) this.#askAgain();
    else this.#failuresInARow = 0;
  }

  #askAgain(): void {
    this.detach({ socketOpen: true });
    this.#retryLater();
  }

  /** The first time at once, then ever more slowly: a server that keeps answering with gaps is not hammered. */
  #retryLater(): void {
    this.#dropFrames();
    const delayMs =
      this.#failuresInARow === 0 ? 0 : Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#failuresInARow - 1));
    this.#failuresInARow += 1;
    this.#standing = { kind: "waiting", cancel: this.#clock.setTimer(delayMs, () => this.#ask()) };
  }

  #dropFrames(): void {
    this.#queue.clear();
    this.#cancelFold?.();
    this.#cancelFold = null;
  }

  #publish(snapshot: ChannelSnapshot<View>): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}
