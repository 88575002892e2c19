import { pipeline } from "../pipeline.ts";

/** More Jobs and another pool size. */
export const manyJobsFlow = pipeline({
  flowId: "demo-many-jobs",
  name: "Demo: many jobs",
  description: "The same five stages for forty Jobs, which share eight workers.",
  maxWorkers: 8,
  defaultJobs: 40,
});
