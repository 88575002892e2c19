import { expect, test } from "vitest";
import { BackgroundWork } from "./background.ts";

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

test("settled waits for work that running work has started", async () => {
  const background = new BackgroundWork(silent);
  const done: string[] = [];
  background.run("outer", async () => {
    await Promise.resolve();
    background.run("inner", async () => {
      await Promise.resolve();
      done.push("inner");
    });
    done.push("outer");
  });
  expect(background.pending).toBe(1);
  await background.settled();
  expect(done).toEqual(["outer", "inner"]);
  expect(background.pending).toBe(0);
});

test("a failure is logged with its name and rejects nothing", async () => {
  const logged: object[] = [];
  const background = new BackgroundWork({ ...silent, error: (fields) => logged.push(fields) });
  background.run("sweep", () => Promise.reject(new Error("boom")));
  await background.settled();
  expect(logged).toMatchObject([{ what: "sweep", err: { message: "boom" } }]);
});
