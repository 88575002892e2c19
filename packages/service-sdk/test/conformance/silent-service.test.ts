import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { checkService } from "../../src/conformance/index.ts";

async function listen(listener: RequestListener): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test("a service that is not there is one fault and a report full of skips", async () => {
  const gone = await listen(() => undefined);
  await gone[Symbol.asyncDispose]();
  const { conforms, findings } = await checkService(gone.url, { method: "M" });
  expect(conforms).toBe(false);
  expect(findings[0]).toMatchObject({
    rule: "health",
    verdict: "fail",
    got: expect.stringContaining("ECONNREFUSED") as string,
  });
  expect(new Set(findings.slice(1).map(({ verdict, got }) => `${verdict}: ${got}`))).toEqual(
    new Set(["skip: the service does not answer"]),
  );
});

test("a service that never answers is given up on", async () => {
  await using silent = await listen(() => undefined);
  const { findings } = await checkService(silent.url, { callTimeoutMs: 50 });
  expect(findings[0]).toMatchObject({ verdict: "fail", got: "No answer within 50 ms" });
});

test("an endless answer is not read to its end", async () => {
  await using endless = await listen((_request, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write("x".repeat(65_536)));
    };
    response.on("drain", more);
    more();
  });
  const { findings } = await checkService(endless.url);
  expect(findings[0]).toMatchObject({ verdict: "fail", got: "The answer is over 8388608 bytes" });
});

test("a web site that says yes to everything does not pass for a service", async () => {
  await using site = await listen((_request, response) => response.end("<html>Welcome</html>"));
  const { conforms, findings } = await checkService(site.url, { method: "M" });
  expect(conforms).toBe(false);
  const failed = findings.filter(({ verdict }) => verdict === "fail").map(({ rule }) => rule);
  expect(failed).toEqual([
    "unknown-method",
    "incomplete-request",
    "not-json",
    "unknown-task-status",
    "unknown-task-output",
    "execute-answer",
  ]);
});
