import { describeAnswer } from "./describe-answer.ts";
import { finding, type Finding } from "./finding.ts";
import type { ServiceProbe } from "./service-probe.ts";

/** Whether the key is asked for where it must be, and only there. */
export async function checkApiKey(probe: ServiceProbe, apiKey: string | undefined): Promise<Finding> {
  if (apiKey === undefined) return finding("api-key", "skip", "no API key was given to check with");
  const path = "/control/status/no-such-task";
  const calls = [
    { name: "without a key", answer: await probe.get(path, { apiKey: null }), expected: 401 },
    { name: "with a wrong key", answer: await probe.get(path, { apiKey: `not-${apiKey}` }), expected: 401 },
    {
      name: "POST without a key",
      answer: await probe.post("/control/execute", { apiKey: null, body: {} }),
      expected: 401,
    },
    { name: "/health without a key", answer: await probe.get("/health", { apiKey: null }), expected: 200 },
  ];
  const wrong = calls.filter(({ answer, expected }) => answer.kind === "silence" || answer.status !== expected);
  if (wrong.length === 0) return finding("api-key", "pass", "401, 401, 401; /health 200");
  return finding("api-key", "fail", wrong.map(({ name, answer }) => `${name}: ${describeAnswer(answer)}`).join("; "));
}
