import { expect, test } from "vitest";
import { CoreJob, emission } from "../../test/core-job.ts";
import { flowOf } from "../../test/flow-builder.ts";
import { ManualClock } from "../testing/index.ts";
import { advance, taskIdOf } from "../core/index.ts";
import { HotJob } from "./hot-job.ts";

test("what a commit captures of a running Task does not move on with the Job: no row tells more than its history", () => {
  const core = new CoreJob(flowOf(["a", "b"], ["a>b"])).begin();
  core.start(1);
  const { flow, state, history } = core;
  const job = new HotJob(state, { lastLogSeq: 0, clock: new ManualClock() });
  const taskId = taskIdOf(state.jobId, 1);
  const emit = (key: string) =>
    advance(flow, state, { type: "emit", taskId, attempt: 1, emission: emission({}, key) }, 1_000);
  job.record([...history, ...emit("#1")]);
  const [captured] = job.take().capture.tasks;
  emit("#2");
  expect(captured?.recorded).toEqual({ "emit:out": 1 });
  expect(job.state.tasks[0]?.recorded).toEqual({ "emit:out": 2 });
});
