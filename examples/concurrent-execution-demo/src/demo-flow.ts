import { pipeline } from "./pipeline.ts";

/** Five stages, two at a time, for four Jobs: the demo as seed 5 describes it. */
export const demoFlow = pipeline({
  flowId: "concurrent-execution-demo",
  name: "Concurrent execution demo",
  description: "Five stages from measurement to report: four Jobs share two workers.",
  maxWorkers: 2,
  defaultJobs: 4,
});
