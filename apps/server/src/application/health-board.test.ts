import type { ServiceHealth } from "@gantry/contracts";
import { expect, test } from "vitest";
import { HealthBoard } from "./health-board.ts";

/** A board whose services answer when the test says so. */
function boardOf({ concurrency = 2 }: { concurrency?: number } = {}) {
  let nowMs = 1_000;
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const board = new HealthBoard({
    ask: (address) => {
      asked.push(address);
      return new Promise<ServiceHealth>((resolve) => {
        answers.push(() => resolve({ ok: true, latencyMs: 1, error: null, version: null, checkedAtMs: nowMs }));
      });
    },
    nowMs: () => nowMs,
    maxAgeMs: 100,
    concurrency,
  });
  const answerAll = async (refreshed: Promise<unknown>): Promise<void> => {
    const isDone = refreshed.then(() => true);
    while (!(await Promise.race([isDone, new Promise<false>((resolve) => setImmediate(resolve, false))]))) {
      for (const answer of answers.splice(0)) answer();
    }
  };
  return { board, asked, answers, answerAll, pass: (ms: number) => (nowMs += ms) };
}

test("a fresh answer is not asked for again, an old one is", async () => {
  const { board, asked, answerAll, pass } = boardOf();
  await answerAll(board.refresh(["a:1"]));
  pass(99);
  await answerAll(board.refresh(["a:1"]));
  expect(asked).toEqual(["a:1"]);
  pass(1);
  await answerAll(board.refresh(["a:1"]));
  expect(asked).toEqual(["a:1", "a:1"]);
});

test("two who look at the same time ask a service once", async () => {
  const { board, asked, answerAll } = boardOf();
  const heard: string[] = [];
  const looking = ["first", "second"].map((who) => board.refresh(["a:1"], () => heard.push(who)));
  await answerAll(Promise.all(looking));
  expect(asked).toEqual(["a:1"]);
  expect(heard).toEqual(["first", "second"]);
});

test("only so many services are asked at once, and all of them in the end", async () => {
  const { board, asked, answers, answerAll } = boardOf({ concurrency: 2 });
  const refreshed = board.refresh(["a:1", "b:1", "c:1", "d:1"]);
  expect(asked).toEqual(["a:1", "b:1"]);
  answers.shift()?.();
  await new Promise(setImmediate);
  expect(asked).toEqual(["a:1", "b:1", "c:1"]);
  await answerAll(refreshed);
  expect(asked).toEqual(["a:1", "b:1", "c:1", "d:1"]);
});

test("a service that nobody looks at any more is forgotten", async () => {
  const { board, answerAll } = boardOf();
  await answerAll(board.refresh(["a:1", "b:1"]));
  await answerAll(board.refresh(["b:1"]));
  expect(board.answerOf("a:1")).toBeNull();
  expect(board.answerOf("b:1")).not.toBeNull();
});
