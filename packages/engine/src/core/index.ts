export { compileFlow, slotKey, type CompiledFlow } from "./compiled-flow.ts";
export { type Command, type DataWrite, type Emission } from "./command.ts";
export { advance, decide } from "./decide.ts";
export { evolve, evolveAll } from "./evolve.ts";
export { mayStartTasks, mustStop } from "./job-phase.ts";
export { findTask } from "./job-state.ts";
export { taskIdOf } from "./task-id.ts";
export { ReadyQueue, type Assignment, type ReadyTask } from "./ready-queue.ts";
export { progressPercentOf, summarizeJob, workflowStatusOf } from "./summarize.ts";
