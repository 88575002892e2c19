import { AppError } from "@gantry/contracts";
import { expect, test } from "vitest";
import { DataPlane, fetchFromUpstream } from "../../src/grpc/index.ts";
import { FORECASTER, ids, loadOf, OLD_FORECASTER, startForecaster, type Load } from "./forecaster.ts";

const upstream = FORECASTER;

test("what a task has published arrives downstream, field by field, with absent fields at their defaults", async () => {
  await using forecaster = await startForecaster();
  const reference = forecaster.publish(ids("wf-1"), loadOf("north", 1.5, 2.5));
  expect(await fetchFromUpstream(reference, { upstream })).toEqual(loadOf("north", 1.5, 2.5));
  const sparse = forecaster.publish(ids("wf-1", "task_2"), loadOf("south"));
  expect(await fetchFromUpstream(sparse, { upstream })).toMatchObject({ site_name: "south", hourly_kw: [] });
});

test("the reference names host, port, message, size and the ids of its task", async () => {
  await using forecaster = await startForecaster({ grpcHost: "load-forecaster" });
  expect(forecaster.publish(ids("wf-1", "task_7"), loadOf("north"))).toMatchObject({
    protocol: "grpc",
    uri: `load-forecaster:${forecaster.uri.split(":")[1] ?? ""}`,
    format: "Load",
    size_bytes: 16,
    metadata: { workflow_id: "wf-1", task_id: "task_7" },
  });
});

test("before anything was published the answer is NOT_FOUND, No result available yet", async () => {
  await using forecaster = await startForecaster();
  await expect(fetchFromUpstream(forecaster.uri, { upstream })).rejects.toMatchObject({
    code: "not_found",
    message: `Upstream ${forecaster.uri}: NOT_FOUND: No result available yet`,
  });
});

test("100 workflows at once each fetch their own data, while all of them publish", async () => {
  await using forecaster = await startForecaster();
  const workflows = Array.from({ length: 100 }, (_, index) => `wf-${index}`);
  const fetched = await Promise.all(
    workflows.map(async (workflowId, index) => {
      const reference = forecaster.publish(ids(workflowId), loadOf(workflowId, index));
      await new Promise((resolve) => setImmediate(resolve));
      return fetchFromUpstream(reference, { upstream, request: ids(workflowId) });
    }),
  );
  expect(fetched.map((load) => load.site_name)).toEqual(workflows);
});

test("the jobs of one workflow do not read each other's data either", async () => {
  await using forecaster = await startForecaster();
  const first = forecaster.publish(ids("wf-1", "job-1"), loadOf("first"));
  const second = forecaster.publish(ids("wf-1", "job-2"), loadOf("second"));
  expect(await fetchFromUpstream(first, { upstream })).toMatchObject({ site_name: "first" });
  expect(await fetchFromUpstream(second, { upstream })).toMatchObject({ site_name: "second" });
});

test("a reference without ids means the fetching workflow's last result, never another workflow's", async () => {
  await using forecaster = await startForecaster();
  const reference = { ...forecaster.publish(ids("wf-1", "a"), loadOf("first")), metadata: null };
  forecaster.publish(ids("wf-1", "b"), loadOf("second"));
  forecaster.publish(ids("wf-2", "c"), loadOf("foreign"));
  expect(await fetchFromUpstream(reference, { upstream, request: ids("wf-1") })).toMatchObject({
    site_name: "second",
  });
  await expect(fetchFromUpstream(reference, { upstream, request: ids("wf-3") })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a caller that names nothing, as those of other SDKs, gets the last result of all", async () => {
  await using forecaster = await startForecaster();
  forecaster.publish(ids("wf-1"), loadOf("first"));
  forecaster.publish(ids("wf-2"), loadOf("last"));
  expect(await fetchFromUpstream(forecaster.uri, { upstream })).toMatchObject({ site_name: "last" });
});

test("a retry fetches what the earlier workflow has published: the reference's own ids count", async () => {
  await using forecaster = await startForecaster();
  const kept = forecaster.publish(ids("wf-before"), loadOf("kept"));
  forecaster.publish(ids("wf-retry"), loadOf("other"));
  expect(await fetchFromUpstream(kept, { upstream, request: ids("wf-retry") })).toMatchObject({ site_name: "kept" });
});

test("ids of any characters travel", async () => {
  await using forecaster = await startForecaster();
  const reference = forecaster.publish(ids("wf: Zürich 1/2 %", "tâche\n"), loadOf("north"));
  expect(await fetchFromUpstream(reference, { upstream })).toMatchObject({ site_name: "north" });
});

test("a result that does not fit the proto is refused where it is published", async () => {
  await using forecaster = await startForecaster();
  const wrong = JSON.parse('{ "site_name": "north", "hourly_kw": "not a list" }') as Load;
  expect(() => forecaster.plane.publishResult(ids("wf-1"), wrong)).toThrow(/Not a Load: .*hourly_kw: array expected/);
});

test("a result over the limit is refused where it is published, one over the caller's limit where it is fetched", async () => {
  await using forecaster = await startForecaster({ maxMessageBytes: 1_000 });
  expect(() => forecaster.publish(ids("wf-1"), loadOf("x".repeat(2_000)))).toThrow(
    /A result of 20\d\d bytes is over the limit of 1000 bytes/,
  );
  const reference = forecaster.publish(ids("wf-1"), loadOf("x".repeat(500)));
  await expect(fetchFromUpstream(reference, { upstream, maxMessageBytes: 100 })).rejects.toMatchObject({
    code: "too_large",
  });
});

test("an upstream that is not there is told as unavailable, with its address", async () => {
  const forecaster = await startForecaster();
  await forecaster.plane.close();
  const failure = await fetchFromUpstream(forecaster.uri, { upstream }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(AppError);
  expect(failure).toMatchObject({ code: "unavailable", message: expect.stringContaining(forecaster.uri) as string });
});

test("nothing but a grpc reference is fetched", async () => {
  await expect(fetchFromUpstream({ protocol: "http", uri: "http://127.0.0.1:1" }, { upstream })).rejects.toThrow(
    "Cannot fetch over gRPC what is at http",
  );
});

test("a service without GetLastResult, or a handler for a method that it has not, does not start", () => {
  expect(() => new DataPlane({ service: OLD_FORECASTER })).toThrow(
    "forecast.OldForecaster has no unary rpc GetLastResult",
  );
  expect(() => new DataPlane({ service: FORECASTER, handlers: { Nothing: () => ({}) } })).toThrow(
    "forecast.Forecaster has no unary rpc Nothing",
  );
});

test("a port that is taken is an error", async () => {
  await using forecaster = await startForecaster();
  await expect(startForecaster({ grpcPort: Number(forecaster.uri.split(":")[1]) })).rejects.toThrow("EADDRINUSE");
});
