export type { PollingSettings, ServiceCallSettings, ServiceRoutineConfig } from "./service-settings.ts";
export { DEFAULT_SERVICE_CALLS, SERVICE_IMPLEMENTATION } from "./service-settings.ts";
export type {
  BadSubmission,
  GoodSubmission,
  ParsedSubmission,
  SubmissionRules,
} from "./submission/parse-submission.ts";
export { parseSubmission } from "./submission/parse-submission.ts";
export type { SubmissionDocuments } from "./submission/read-submission.ts";
export { renderFaults, renderPath } from "./submission/render-faults.ts";
