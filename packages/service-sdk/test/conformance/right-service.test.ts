import { expect, test } from "vitest";
import { checkService, RULES } from "../../src/conformance/index.ts";
import { startService } from "./checked-service.ts";

const RULE_NAMES = Object.keys(RULES);

const verdictsOf = async (...call: Parameters<typeof checkService>) => {
  const { findings, conforms } = await checkService(...call);
  expect(findings.map(({ rule }) => rule)).toEqual(RULE_NAMES);
  const named = (verdict: string) => findings.filter((one) => one.verdict === verdict).map(({ rule }) => rule);
  return { conforms, pass: named("pass"), warn: named("warn"), fail: named("fail"), skip: named("skip") };
};

test("a service of the SDK keeps every rule with a long method and a key", async () => {
  await using service = await startService(undefined, { apiKey: "k3y" });
  expect(await verdictsOf(service.url, { method: "Long", apiKey: "k3y" })).toEqual({
    conforms: true,
    pass: RULE_NAMES,
    warn: [],
    fail: [],
    skip: [],
  });
});

test("with a quick method, what can only be asked of a running task is skipped", async () => {
  await using service = await startService();
  expect(await verdictsOf(service.url, { method: "Quick" })).toMatchObject({
    conforms: true,
    warn: [],
    fail: [],
    skip: ["api-key", "status", "progress", "early-output", "final", "cancel"],
  });
});

test("without a method, the refusals alone are checked, and nothing runs at the service", async () => {
  const executed: unknown[] = [];
  await using service = await startService((request) => {
    if (request.method === "POST" && request.body !== undefined) executed.push(request.body);
    return undefined;
  });
  expect(await verdictsOf(service.url)).toMatchObject({
    conforms: true,
    pass: ["health", "unknown-method", "incomplete-request", "not-json", "unknown-task-status", "unknown-task-output"],
    fail: [],
  });
  expect(JSON.stringify(executed)).not.toMatch(/"(Long|Quick|Broken)"/);
});

test("a url with a path and a slash at its end is taken as it is meant", async () => {
  await using service = await startService();
  expect(await checkService(`${service.url}/`)).toMatchObject({ conforms: true });
  await expect(checkService("ftp://127.0.0.1")).rejects.toThrow("Not an http address: ftp://127.0.0.1");
});
