/**
 * `pass`: as the contract says. `warn`: not so, but Gantry works with it. `fail`: Gantry cannot rely on this service.
 * `skip`: could not be asked, `got` says why.
 */
export type Verdict = "pass" | "warn" | "fail" | "skip";

/** One rule of the control interface, held against one service. */
export interface Finding {
  readonly rule: RuleName;
  readonly title: string;
  readonly expected: string;
  /** What the service did, or why it was not asked. One line, cut when it is long. */
  readonly got: string;
  readonly verdict: Verdict;
}

interface Rule {
  readonly title: string;
  readonly expected: string;
}

/** Every rule that is checked, in this order. */
export const RULES = {
  health: { title: "GET /health says that the service is up", expected: '200 {"status":"ok"}' },
  "api-key": {
    title: "Every /control call asks for the API key",
    expected: "401 without the key and with a wrong one; /health stays open",
  },
  "unknown-method": {
    title: "An unknown method is refused",
    expected: '400 {"detail":"Unknown method: <name>"}',
  },
  "incomplete-request": { title: "A request without task_id is refused", expected: "422" },
  "not-json": { title: "A body that is not JSON is refused", expected: "422" },
  "unknown-task-status": {
    title: "The status of an unknown task is not found",
    expected: '404 {"detail":"Task not found"}',
  },
  "unknown-task-output": {
    title: "The output of an unknown task is not found",
    expected: '404 {"detail":"Task not found"}',
  },
  "execute-answer": {
    title: "POST /control/execute answers how it stands",
    expected: '200 {"status":"complete"|"running"|"failed","task_id","output","error"}',
  },
  status: {
    title: "GET /control/status/{task_id} answers while the task runs",
    expected: '200 {"status":"complete"|"running"|"failed","progress","error"}',
  },
  progress: { title: "Progress is a number that only rises", expected: "0-100, or null" },
  "early-output": {
    title: "The output of a running task is refused",
    expected: '400 {"detail":"Task not complete"}',
  },
  end: { title: "The task ends well", expected: '"complete" within the time allowed' },
  output: {
    title: "The output is a valid reference",
    expected: '{"output":{"protocol","uri","format",…}}',
  },
  final: { title: "The end of a task is final", expected: "the same status when asked again" },
  repetition: {
    title: "An attempt posted again, with the same Idempotency-Key, does not run again",
    expected: "200, and the task stays as it ended",
  },
  cancel: {
    title: "POST /control/cancel/{task_id} stops a task",
    expected: '200 {"status":"cancelled"}, and the task is no longer running',
  },
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof RULES;

export const finding = (rule: RuleName, verdict: Verdict, got: string): Finding => ({
  rule,
  ...RULES[rule],
  got,
  verdict,
});
