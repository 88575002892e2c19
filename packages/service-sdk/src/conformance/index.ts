export { checkService, type CheckServiceOptions, type ServiceReport } from "./check-service.ts";
export { RULES, type Finding, type RuleName, type Verdict } from "./finding.ts";
export { reportText } from "./report-text.ts";
