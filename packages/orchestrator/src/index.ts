export type { ExecuteAnswer, StatusAnswer } from "./control/control-answers.ts";
export { ControlClient } from "./control/control-client.ts";
export type { HealthAnswer } from "./control/health-answer.ts";
export { inputReferences } from "./control/references.ts";
export { serviceTaskId, ServiceExecutor } from "./control/service-executor.ts";
export type { ServiceExecutorOptions } from "./control/service-executor.ts";
export type { ServiceCaller, ServiceHttpOptions, ServiceTarget } from "./control/service-http.ts";
export type { AddressGuard } from "./network/address-guard.ts";
export { createAddressGuard } from "./network/address-guard.ts";
export type { AddressRange } from "./network/service-ranges.ts";
export { defaultServiceRanges, parseServiceRanges } from "./network/service-ranges.ts";
export type { PollingSettings, ServiceCallSettings } from "./service-settings.ts";
export { DEFAULT_SERVICE_CALLS, SERVICE_IMPLEMENTATION, ServiceRoutineConfig } from "./service-settings.ts";
export type {
  BadSubmission,
  GoodSubmission,
  ParsedSubmission,
  SubmissionRules,
} from "./submission/parse-submission.ts";
export { parseSubmission } from "./submission/parse-submission.ts";
export type { SubmissionDocuments } from "./submission/read-submission.ts";
export { renderFaults, renderPath } from "./submission/render-faults.ts";
