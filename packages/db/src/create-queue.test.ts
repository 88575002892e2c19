import type { NewWorkflow } from "@gantry/engine";
import { expect, test } from "vitest";
import { CreateQueue } from "./create-queue.ts";

/** The queue looks at nothing of a Workflow: an id is enough to tell them apart. */
const workflowOf = (workflowId: string): NewWorkflow => ({ record: { workflowId } }) as NewWorkflow;
const idsOf = (workflows: readonly NewWorkflow[]): string[] => workflows.map(({ record }) => record.workflowId);

test("what comes at one moment shares a commit; what comes during it, the next", async () => {
  const commits: string[][] = [];
  const late: Promise<void>[] = [];
  const queue = new CreateQueue(async (workflows) => {
    commits.push(idsOf(workflows));
    if (late.length === 0) late.push(queue.add(workflowOf("c")));
  });
  await Promise.all([queue.add(workflowOf("a")), queue.add(workflowOf("b"))]);
  await Promise.all(late);
  expect(commits).toEqual([["a", "b"], ["c"]]);
});

test("one that is refused spoils no other, and hears its own reason", async () => {
  const refusal = new Error("b exists");
  const stored: string[] = [];
  const queue = new CreateQueue(async (workflows) => {
    if (idsOf(workflows).includes("b")) throw refusal;
    stored.push(...idsOf(workflows));
  });
  const results = await Promise.allSettled(["a", "b", "c"].map((id) => queue.add(workflowOf(id))));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(results[1]).toMatchObject({ reason: refusal });
  expect(stored).toEqual(["a", "c"]);
});

test("a crowd is stored in several commits, each Workflow once and in order", async () => {
  const commits: string[][] = [];
  const queue = new CreateQueue(async (workflows) => void commits.push(idsOf(workflows)));
  const ids = Array.from({ length: 150 }, (_, index) => `wf-${index}`);
  await Promise.all(ids.map((id) => queue.add(workflowOf(id))));
  expect(commits.flat()).toEqual(ids);
  expect(commits.map(({ length }) => length)).toEqual([64, 64, 22]);
});
