import { evolveAll } from "@gantry/engine/core";
import { expect, test } from "vitest";
import { frameOf, historyOf } from "./history-fixture.ts";
import { workflowFeed } from "./workflow-feed.ts";

const feed = workflowFeed("wf-000000000001");
const a = historyOf("job_a", 4);
const b = historyOf("job_b", 4);

test("each Job of a Workflow is folded by its own position, however their events are mixed", () => {
  const first = feed.advance(feed.empty, frameOf("s", { events: [...a.slice(0, 2), ...b.slice(0, 3)] })).view;
  const { view, gap } = feed.advance(first, frameOf("s", { events: [...b.slice(1), ...a.slice(2)] }));
  expect(gap).toBe(false);
  expect(view.jobs.get("job_a")).toEqual(evolveAll(null, a));
  expect(view.jobs.get("job_b")).toEqual(evolveAll(null, b));
  expect(view.seq).toBe(a.length + b.length);
});

test("a hole in one Job asks again from every Job's own position", () => {
  const first = feed.advance(feed.empty, frameOf("s", { events: [...a, ...b.slice(0, 2)] })).view;
  const { view, gap } = feed.advance(first, frameOf("s", { events: b.slice(4) }));
  expect(gap).toBe(true);
  expect(feed.request(view)).toMatchObject({ afterSeq: { job_a: a.length, job_b: 2 } });
});
