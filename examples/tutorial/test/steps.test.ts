import { expect, test } from "vitest";
import { notWaiting } from "../src/pitfall-1-not-waiting.ts";
import { sequential } from "../src/step-1-sequential.ts";
import { concurrent } from "../src/step-2-concurrent.ts";
import { concurrentFlow } from "../src/step-3-flow.ts";
import { oneJob } from "../src/step-3-one-job.ts";
import { sharedState } from "../src/step-4-shared-state.ts";
import { parallelProcessing } from "../src/step-5-parallel-processing.ts";
import { printed } from "./printed.ts";

const FIVE = [0, 1, 2, 3, 4];

test("step 1: one operation after the other; the time is the sum of all", async () => {
  expect(await printed(sequential)).toEqual([
    "=== Sequential Execution ===",
    "[1234567890.32] Operation1 completed",
    "[1234567890.52] Operation2 completed",
    "[1234567890.72] Operation3 completed",
    "Sequential time: 0.60s",
  ]);
});

test("step 2: three operations at once end at the same time; the time is that of one", async () => {
  expect(await printed(concurrent)).toEqual([
    "=== Concurrent Execution ===",
    "[1234567890.32] Operation1 completed",
    "[1234567890.32] Operation2 completed",
    "[1234567890.32] Operation3 completed",
    "Concurrent time: 0.20s",
  ]);
});

test("step 3: three fetchers run at once and are aggregated three times, each after its own", async () => {
  const lines = await printed(concurrentFlow);
  expect(lines).toHaveLength(7);
  for (const source of ["Source1", "Source2", "Source3"]) {
    const fetched = lines.indexOf(`[1234567890.22] Fetched: Data from ${source}`);
    expect(fetched).toBeGreaterThanOrEqual(0);
    expect(lines.indexOf(`Aggregated: Data from ${source} from ${source}`)).toBeGreaterThan(fetched);
  }
  expect(lines.at(-1)).toBe("Total time: 0.10s");
});

test("decision 2: three entries of one job collect, and the slot that waits for all runs once", async () => {
  const lines = await printed(oneJob);
  expect(lines.filter((line) => line.startsWith("Collected"))).toEqual([
    "Collected 1: Source1",
    "Collected 2: Source1, Source2",
    "Collected 3: Source1, Source2, Source3",
  ]);
  expect(lines.filter((line) => line.startsWith("Joined"))).toEqual([
    "Joined: Data from Source1 + Data from Source2 + Data from Source3",
  ]);
  expect(lines.at(-1)).toBe("One job, 7 tasks: completed");
});

test("step 4: five sources count to five, one by one", async () => {
  expect(await printed(sharedState)).toEqual([...FIVE.map((index) => `Count: ${index + 1}`), "Final count: 5"]);
});

test("step 5: five fetchers at once, each processed before it is collected, and five results", async () => {
  const lines = await printed(parallelProcessing);
  expect(lines).toHaveLength(13);
  expect(lines[0]).toBe("Starting parallel data fetching...");
  for (const index of FIVE) {
    const processed = lines.indexOf(`Processed data from source F${index}`);
    expect(processed).toBeGreaterThan(0);
    expect(lines.indexOf(`Collected: Processed: Data from source F${index} from F${index}`)).toBeGreaterThan(processed);
  }
  expect(lines.slice(-2)).toEqual(["\nCompleted in 0.10s", "Collected 5 results"]);
});

test("pitfall 1: what nobody waits for runs to its end all the same", async () => {
  expect(await printed(notWaiting)).toEqual([
    "execute returned: the job is running",
    "[1234567890.32] Operation completed",
  ]);
});
