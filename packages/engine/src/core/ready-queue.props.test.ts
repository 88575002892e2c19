import fc from "fast-check";
import { expect, test } from "vitest";
import { ReadyQueue } from "./ready-queue.ts";

const jobs = ["job_1", "job_2", "job_3"] as const;
const job = fc.constantFrom(...jobs);

const step = fc.oneof(
  { weight: 3, arbitrary: job.map((jobId) => ({ kind: "add", jobId }) as const) },
  { weight: 3, arbitrary: fc.subarray([...jobs]).map((startable) => ({ kind: "take", startable }) as const) },
  { weight: 1, arbitrary: fc.nat(20).map((pick) => ({ kind: "remove", pick }) as const) },
);

test("S3: whichever jobs may start when, each take gives the task that became ready first among theirs", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const queue = new ReadyQueue(null);
      let ready: { readonly jobId: string; readonly taskId: string }[] = [];
      for (const [n, each] of steps.entries()) {
        if (each.kind === "add") {
          const task = { jobId: each.jobId, taskId: `task_${String(n)}` };
          queue.add(task);
          ready.push(task);
        } else if (each.kind === "take") {
          const mayStart = (jobId: string) => each.startable.some((startable) => startable === jobId);
          const next = ready.find(({ jobId }) => mayStart(jobId));
          const taken = queue.take(mayStart);
          expect(taken?.taskId).toBe(next?.taskId);
          ready = ready.filter((task) => task !== next);
        } else {
          const [gone] = ready.splice(each.pick, 1);
          if (gone) queue.remove(gone);
        }
        expect(queue.readyCount).toBe(ready.length);
      }
    }),
    { numRuns: 500 },
  );
});
