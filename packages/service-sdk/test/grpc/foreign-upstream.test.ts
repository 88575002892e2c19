import { status } from "@grpc/grpc-js";
import { expect, test } from "vitest";
import { fetchFromUpstream } from "../../src/grpc/index.ts";
import { deferred } from "../deferred.ts";
import { FORECASTER, loadOf, OLD_FORECASTER } from "./forecaster.ts";
import { startForeignUpstream } from "./foreign-upstream.ts";

test.each(["Forecast", "Load"])(
  "without GetLastResult in its proto, the method that format %s names is called",
  async (format) => {
    await using old = await startForeignUpstream(OLD_FORECASTER, {
      Forecast: (_call, callback) => callback(null, loadOf("computed")),
    });
    const fetched = await fetchFromUpstream({ protocol: "grpc", uri: old.uri, format }, { upstream: OLD_FORECASTER });
    expect(fetched).toEqual(loadOf("computed"));
  },
);

test("a running upstream that lacks the GetLastResult of its proto is asked by the format's method too", async () => {
  await using foreign = await startForeignUpstream(FORECASTER, {
    Forecast: (_call, callback) => callback(null, loadOf("computed")),
  });
  const fetched = await fetchFromUpstream(foreign.uri, { upstream: FORECASTER, format: "Load" });
  expect(fetched).toEqual(loadOf("computed"));
  await expect(fetchFromUpstream(foreign.uri, { upstream: FORECASTER })).rejects.toThrow("UNIMPLEMENTED");
});

test.each(["Other", "Watch"])("format %s, which names no unary method, is an error before any call", async (format) => {
  await expect(fetchFromUpstream("127.0.0.1:1", { upstream: OLD_FORECASTER, format })).rejects.toThrow(
    `forecast.OldForecaster has neither GetLastResult nor a method for format ${format}`,
  );
});

test("a GetLastResult that fails is not covered up by another method", async () => {
  await using foreign = await startForeignUpstream(FORECASTER, {
    GetLastResult: (_call, callback) => callback({ code: status.NOT_FOUND, details: "No result available yet" }),
    Forecast: (_call, callback) => callback(null, loadOf("computed")),
  });
  await expect(fetchFromUpstream(foreign.uri, { upstream: FORECASTER, format: "Load" })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a call that is never answered ends at its deadline", async () => {
  await using silent = await startForeignUpstream(FORECASTER, { GetLastResult: () => undefined });
  await expect(fetchFromUpstream(silent.uri, { upstream: FORECASTER, deadlineMs: 50 })).rejects.toMatchObject({
    code: "timeout",
  });
});

test("aborting the signal ends the call, here and at the upstream", async () => {
  const arrived = deferred<null>();
  const told = deferred<null>();
  await using silent = await startForeignUpstream(FORECASTER, {
    GetLastResult: (call) => {
      call.once("cancelled", () => told.resolve(null));
      arrived.resolve(null);
    },
  });
  const abort = new AbortController();
  const fetched = fetchFromUpstream(silent.uri, { upstream: FORECASTER, signal: abort.signal });
  const outcome = expect(fetched).rejects.toMatchObject({ code: "cancelled" });
  await arrived.promise;
  abort.abort();
  await outcome;
  await told.promise;
});

test("a signal that was aborted before ends the call at once", async () => {
  await using silent = await startForeignUpstream(FORECASTER, { GetLastResult: () => undefined });
  const call = fetchFromUpstream(silent.uri, { upstream: FORECASTER, signal: AbortSignal.abort() });
  await expect(call).rejects.toMatchObject({ code: "cancelled" });
});

test("an answer over the size limit is refused", async () => {
  await using foreign = await startForeignUpstream(FORECASTER, {
    GetLastResult: (_call, callback) => callback(null, loadOf("x".repeat(10_000))),
  });
  const call = fetchFromUpstream(foreign.uri, { upstream: FORECASTER, maxMessageBytes: 1_000 });
  await expect(call).rejects.toMatchObject({ code: "too_large" });
});
