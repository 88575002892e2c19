import { AppError } from "@gantry/contracts";
import { describe, expect, test } from "vitest";
import { ManualClock, settleMicrotasks } from "../testing/index.ts";
import { GroupCommitter, type CommitSource } from "./group-committer.ts";
import type { HistoryStore, WorkflowAppend } from "./ports/history-store.ts";
import { silentLogger } from "./ports/logger.ts";

/** A store whose appends end when the test says so. */
class HeldStore {
  readonly appends: string[][] = [];
  readonly #held: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];

  append(appends: readonly WorkflowAppend[]): Promise<void> {
    this.appends.push(appends.map((append) => append.workflowId));
    return new Promise((resolve, reject) => this.#held.push({ resolve, reject }));
  }

  async succeed(): Promise<void> {
    this.#held.shift()?.resolve();
    await settleMicrotasks();
  }

  async fail(error: Error): Promise<void> {
    this.#held.shift()?.reject(error);
    await settleMicrotasks();
  }
}

class Source implements CommitSource {
  readonly heard: string[] = [];
  readonly #workflowId: string;
  #waiting = 0;

  constructor(workflowId: string) {
    this.#workflowId = workflowId;
  }

  decide(): this {
    this.#waiting += 1;
    return this;
  }

  takeAppend(): WorkflowAppend | null {
    if (this.#waiting === 0) return null;
    const workflowId = `${this.#workflowId}×${String(this.#waiting)}`;
    this.#waiting = 0;
    return { workflowId, leaseToken: 1, events: [], logs: [], values: [] };
  }

  committed(): void {
    this.heard.push("committed");
  }

  conflicted(error: AppError): void {
    this.heard.push(error.code);
  }
}

function setUp() {
  const store = new HeldStore();
  const clock = new ManualClock();
  const committer = new GroupCommitter({ history: store as unknown as HistoryStore, clock, logger: silentLogger });
  const [a, b] = [new Source("a"), new Source("b")];
  const decide = (...sources: Source[]): void => {
    for (const source of sources) committer.request(source.decide());
  };
  return { store, clock, committer, a, b, decide };
}

describe("GroupCommitter", () => {
  test("G1: decisions of one tick share a commit; those made during it share the next", async () => {
    const { store, a, b, decide } = setUp();
    decide(a, a, b);
    await settleMicrotasks();
    decide(b, a, b);
    await settleMicrotasks();
    expect(store.appends).toEqual([["a×2", "b×1"]]);
    await store.succeed();
    expect(store.appends).toEqual([
      ["a×2", "b×1"],
      ["b×2", "a×1"],
    ]);
  });

  test("G2: a source hears committed after its append is durable, not before", async () => {
    const { store, a, decide } = setUp();
    decide(a);
    await settleMicrotasks();
    expect(a.heard).toEqual([]);
    await store.succeed();
    expect(a.heard).toEqual(["committed"]);
  });

  test("G3: a conflict of one source spoils no other", async () => {
    const { store, a, b, decide } = setUp();
    const conflict = new AppError("history_conflict", "moved");
    decide(a, b);
    await settleMicrotasks();
    await store.fail(conflict);
    await store.fail(conflict);
    await store.succeed();
    expect(store.appends).toEqual([["a×1", "b×1"], ["a×1"], ["b×1"]]);
    expect([a.heard, b.heard]).toEqual([["history_conflict"], ["committed"]]);
  });

  test("G4: a store that cannot be reached is tried again, ever later, with the same append", async () => {
    const { store, clock, a, decide } = setUp();
    decide(a);
    await settleMicrotasks();
    await store.fail(new Error("gone"));
    await clock.advance(249);
    expect(store.appends).toHaveLength(1);
    await clock.advance(1);
    await store.fail(new Error("gone"));
    await clock.advance(500);
    await store.succeed();
    expect(store.appends).toEqual([["a×1"], ["a×1"], ["a×1"]]);
    expect(a.heard).toEqual(["committed"]);
  });

  test("settled resolves when what was decided until then is durable, though more is decided meanwhile", async () => {
    const { store, committer, a, b, decide } = setUp();
    decide(a);
    await settleMicrotasks();
    decide(b);
    let isSettled = false;
    void committer.settled().then(() => (isSettled = true));
    await store.succeed();
    expect(isSettled).toBe(false);
    decide(a);
    await store.succeed();
    expect(isSettled).toBe(true);
    expect(store.appends).toHaveLength(3);
  });

  test("settled resolves at once when nothing waits", async () => {
    await expect(setUp().committer.settled()).resolves.toBeUndefined();
  });

  test("closing cuts the wait for a failing store short: one more try, then its sources give up", async () => {
    const { store, clock, committer, a, decide } = setUp();
    decide(a);
    await settleMicrotasks();
    await store.fail(new Error("gone"));
    const closing = committer.close();
    await settleMicrotasks();
    await store.fail(new Error("gone"));
    await closing;
    expect(a.heard).toEqual(["internal"]);
    expect(clock.pendingTimers).toBe(0);
  });
});
