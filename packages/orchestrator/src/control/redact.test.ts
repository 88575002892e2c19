import { expect, it } from "vitest";
import { redact } from "./redact.ts";

it("cuts a secret out, as it is and as JSON spells it", () => {
  const secret = 'pass"word\\1';
  expect(redact(`a ${secret} b ${JSON.stringify(secret)}`, secret)).toBe('a [redacted] b "[redacted]"');
});

it("leaves text alone when there is no secret, or one so short that ordinary text has it", () => {
  expect(redact("a b c", null)).toBe("a b c");
  expect(redact("a b c", "b")).toBe("a b c");
});

it("cuts out the beginning of a secret at the end of a text that was cut there", () => {
  expect(redact("HTTP 500: Bearer sk-0123456", "sk-0123456789")).toBe("HTTP 500: Bearer [redacted]");
  expect(redact("ends with sk-", "sk-0123456789")).toBe("ends with sk-");
});
