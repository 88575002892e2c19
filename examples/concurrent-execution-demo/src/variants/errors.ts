import type { ErrorPolicyOptions } from "@gantry/contracts";
import type { Flow } from "@gantry/engine";
import type { ProcessedData } from "../data-generator-routines.ts";
import { pipeline } from "../pipeline.ts";
import { StageRoutine } from "../stage-routine.ts";

type Strategy = ErrorPolicyOptions["strategy"];

const FAILING_ATTEMPTS = 2;

/** Fails its first two attempts: for good, unless it is tried again. */
export class DataAuditorRoutine extends StageRoutine<ProcessedData, { readonly audited: number }> {
  constructor() {
    super({ slot: "input", durationMs: 60, done: "audited", work: audit, outputParams: ["audited"] });
  }
}

const WHAT_HAPPENS: Readonly<Record<Strategy, string>> = {
  stop: "The auditor beside the pipeline fails, and with it the Job: nothing new starts, what runs is told to stop.",
  continue: "The auditor beside the pipeline fails; the Job goes on and completes without it.",
  skip: "The auditor beside the pipeline fails and counts as skipped; the Job completes without it.",
  retry: "The auditor beside the pipeline fails twice and succeeds at the third attempt; waiting holds no worker.",
};

/** The pipeline with an auditor beside it, which fails: what becomes of the Job is up to the strategy. */
function errorFlow(strategy: Strategy): Flow {
  const flow = pipeline({
    flowId: `demo-errors-${strategy}`,
    name: `Demo: an error under “${strategy}”`,
    description: WHAT_HAPPENS[strategy],
    maxWorkers: 2,
    defaultJobs: 2,
  });
  const auditor = new DataAuditorRoutine().setErrorHandler({ strategy, maxRetries: 3, retryDelayMs: 200 });
  flow.addRoutine(auditor, "DataAuditor");
  return flow.connect("DataProcessor", "output", "DataAuditor", "input");
}

export const errorFlows: readonly Flow[] = [
  errorFlow("stop"),
  errorFlow("continue"),
  errorFlow("skip"),
  errorFlow("retry"),
];

function audit({ values }: ProcessedData, { attempt }: { readonly attempt: number }): { readonly audited: number } {
  if (attempt <= FAILING_ATTEMPTS) throw new Error(`The audit office does not answer (attempt ${attempt})`);
  return { audited: values.length };
}
