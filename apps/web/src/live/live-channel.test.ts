import type { LiveFrame, SubscribeAnswer, SubscribeRequest } from "@gantry/contracts";
import { evolveAll } from "@gantry/engine/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { frameOf, historyOf } from "./history-fixture.ts";
import { jobFeed } from "./job-feed.ts";
import { type ChannelLink, LiveChannel } from "./live-channel.ts";
import type { LiveClock } from "./live-clock.ts";

/** Time moved by hand: timers and paints run when the test says so. */
class ManualClock implements LiveClock {
  #nowMs = 0;
  #pending: (() => void)[] = [];
  nowMs = (): number => this.#nowMs;
  setTimer = (_delayMs: number, fire: () => void): (() => void) => this.#add(fire);
  beforePaint = (fire: () => void): (() => void) => this.#add(fire);
  /** Runs what is due, and what that makes due, until nothing is left. */
  settle(): void {
    for (let fire = this.#pending.shift(); fire !== undefined; fire = this.#pending.shift()) {
      this.#nowMs += 10;
      fire();
    }
  }
  #add(fire: () => void): () => void {
    this.#pending.push(fire);
    return () => {
      this.#pending = this.#pending.filter((pending) => pending !== fire);
    };
  }
}

/** A server with one Job's history, answering at once; every subscription gets a new id. */
class HistoryServer implements ChannelLink {
  readonly requests: SubscribeRequest[] = [];
  readonly closed: string[] = [];
  readonly #history;
  published = 0;
  constructor(history: ReturnType<typeof historyOf>) {
    this.#history = history;
  }
  get subscriptionId(): string {
    return `s${String(this.requests.length)}`;
  }
  subscribe(request: SubscribeRequest, done: (answer: SubscribeAnswer | null) => void): void {
    this.requests.push(request);
    const afterSeq = request.scope === "job" ? (request.afterSeq ?? 0) : 0;
    const events = this.#history.slice(afterSeq, this.published);
    const jobs = [{ kind: "events" as const, jobId: "job_a", events }];
    done({
      ok: true,
      subscriptionId: this.subscriptionId,
      serverTimeMs: 0,
      jobs,
      logs: null,
      workflow: null,
      overview: null,
    });
  }
  unsubscribe(subscriptionId: string): void {
    this.closed.push(subscriptionId);
  }
  /** Makes the next `count` events durable and returns their frame. */
  publish(count: number): LiveFrame {
    const events = this.#history.slice(this.published, this.published + count);
    this.published += events.length;
    return frameOf(this.subscriptionId, { events });
  }
}

function channelTo(history: ReturnType<typeof historyOf>) {
  const server = new HistoryServer(history);
  const clock = new ManualClock();
  return { server, clock, channel: new LiveChannel(jobFeed("job_a"), server, clock) };
}

test("C1: however frames are lost, repeated or cut off by a lost connection, the view ends as the fold of the whole history", () => {
  const history = historyOf("job_a", 40);
  const fate = fc.constantFrom("delivered", "lost", "repeated", "disconnected");
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fate), { minLength: 1, maxLength: 30 }),
      (batches) => {
        const { server, clock, channel } = channelTo(history);
        channel.follow();
        for (const [count, what] of batches) {
          const frame = server.publish(count);
          if (what === "disconnected") {
            channel.detach({ socketOpen: false });
            channel.follow();
          } else if (what !== "lost") {
            channel.receive(frame);
            if (what === "repeated") channel.receive(frame);
          }
          if (count % 2 === 0) clock.settle();
        }
        channel.receive(server.publish(history.length));
        clock.settle();
        channel.detach({ socketOpen: false });
        channel.follow();
        clock.settle();
        expect(channel.snapshot.view.job).toEqual(evolveAll(null, history.slice(0, server.published)));
      },
    ),
  );
});

test("C1: a gap closes the subscription and asks again from the last seq that was folded", () => {
  const { server, clock, channel } = channelTo(historyOf("job_a", 20));
  server.publish(5);
  channel.follow();
  server.publish(3);
  channel.receive(server.publish(2));
  clock.settle();
  expect(server.closed).toEqual(["s1"]);
  expect(server.requests.at(-1)).toMatchObject({ afterSeq: 5 });
  expect(channel.snapshot.view.job?.seq).toBe(10);
});

test("C2: frames of a former subscription are ignored", () => {
  const { server, clock, channel } = channelTo(historyOf("job_a", 20));
  server.publish(5);
  channel.follow();
  const late = server.publish(1);
  channel.detach({ socketOpen: false });
  channel.follow();
  const before = channel.snapshot.view;
  channel.receive(late);
  clock.settle();
  expect(channel.snapshot.view).toBe(before);
  expect(before.job?.seq).toBe(6);
});

test("C3: a burst of 10,000 events is folded over several paints, and a listener hears once per paint", () => {
  const history = historyOf("job_a", 10_000);
  const { server, clock, channel } = channelTo(history);
  channel.follow();
  const seen: number[] = [];
  channel.addListener(() => seen.push(channel.snapshot.view.job?.seq ?? 0));
  channel.receive(server.publish(history.length));
  expect(seen).toEqual([]);
  clock.settle();
  expect(seen.at(-1)).toBe(history.length);
  expect(seen).toEqual([...new Set(seen)]);
});

test("a refusal that will not change is shown and not asked again on this connection", () => {
  const clock = new ManualClock();
  let asked = 0;
  const link: ChannelLink = {
    subscribe: (_request, done) => {
      asked += 1;
      done({ ok: false, code: "not_found", message: "There is no job job_a." });
    },
    unsubscribe: () => undefined,
  };
  const channel = new LiveChannel(jobFeed("job_a"), link, clock);
  channel.follow();
  clock.settle();
  expect(asked).toBe(1);
  expect(channel.snapshot).toMatchObject({ phase: "failed", error: { code: "not_found" } });
});
