import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { LoopWatchdog, type Attempt, type AttemptContext } from "../../src/index.ts";
import { EngineFixture, executorOf, untilAborted, type Handlers } from "../engine-fixture.ts";
import { flowOf } from "../flow-builder.ts";
import { until } from "../threads/until.ts";

const WARN_AFTER_MS = 20;

/** Keeps the event loop for longer than is allowed. */
function block(): void {
  for (const startedMs = performance.now(); performance.now() - startedMs < 3 * WARN_AFTER_MS;);
}

let watchdog: LoopWatchdog | null = null;
afterEach(() => watchdog?.close());

/** Runs these handlers under a watchdog, one Job each. @returns the warnings in their logs, by Routine. */
async function warningsOf(handlers: Handlers): Promise<Record<string, string[]>> {
  const dog = (watchdog = new LoopWatchdog({ warnAfterMs: WARN_AFTER_MS }));
  const bare = executorOf(handlers);
  const inline = {
    ...bare,
    run: (attempt: Parameters<typeof bare.run>[0]) => dog.run(attempt, () => bare.run(attempt)),
  };
  const fixture = new EngineFixture({}, { executors: { inline } });
  const warnings: Record<string, string[]> = {};
  for (const name of Object.keys(handlers)) {
    const { jobIds } = await fixture.submit(flowOf([name]));
    await fixture.untilEnded(jobIds);
    const lines = await fixture.store.readLogs(jobIds[0] ?? "", 0, 100);
    warnings[name] = lines.map(({ level, message, routine }) => `${level} ${routine}: ${message}`);
  }
  await fixture.engine.close();
  return warnings;
}

const NAMED =
  /^The event loop was blocked for \d+ ms by routine "\w+" of flow flow_test: run work that computes on a thread/;

test("under the server: a handler that blocks the event loop is named in its Job's log, once, and no other is", async () => {
  const warnings = await warningsOf({
    before: async () => undefined,
    blocks: async () => {
      block();
      return undefined;
    },
    after: async () => undefined,
  });
  expect(warnings).toEqual({ before: [], blocks: [expect.stringMatching(/^warn blocks: /)], after: [] });
  expect(warnings.blocks?.[0]?.replace("warn blocks: ", "")).toMatch(NAMED);
  expect(warnings.blocks?.[0]).toContain('routine "blocks"');
});

test("a handler that blocks after it has awaited something is named too", async () => {
  const warnings = await warningsOf({
    resumes: async () => {
      await setImmediate();
      block();
      return undefined;
    },
  });
  expect(warnings.resumes).toEqual([expect.stringMatching(/by routine "resumes" of flow flow_test/)]);
});

test("where any of several may have blocked, the Job of each is told so", async () => {
  const dog = (watchdog = new LoopWatchdog({ warnAfterMs: WARN_AFTER_MS }));
  const told: string[] = [];
  const waiting = new AbortController();
  const runs = ["first", "second"].map((routine) => {
    const log = (_level: string, message: string) => void told.push(message);
    const context = { routine, log, signal: waiting.signal } as unknown as AttemptContext;
    return dog.run({ context, flowId: "f" } as Attempt, () => untilAborted({ context } as Attempt));
  });
  block(); // by code that is no handler's
  await until(() => told.length > 0);
  const message: unknown = expect.stringMatching(/by one of routine "second" of flow f, routine "first" of flow f: /);
  expect(told).toEqual([message, message]);
  waiting.abort(new Error("enough"));
  await expect(Promise.all(runs)).rejects.toThrow("enough");
});

test("while the loop is blocked for ever, standard error names the routine, and again when it has lasted twice as long", async () => {
  const script = fileURLToPath(new URL("./script-that-blocks.ts", import.meta.url));
  const child = spawn(process.execPath, ["--conditions=source", "--import", "tsx", script]);
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    if (lines.push(line) === 3) child.kill("SIGKILL");
  }
  await once(child, "close");
  const who = 'by routine "endless" of flow f: run work that computes on a thread (defineThreadSlot)';
  expect(lines.slice(0, 3)).toEqual(
    [50, 100, 200].map((ms) => `gantry: The event loop has been blocked for ${ms} ms ${who}`),
  );
});
