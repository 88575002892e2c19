import { AppError } from "@gantry/contracts";
import { expect, test } from "vitest";
import { loadProtoService } from "../../src/grpc/index.ts";
import { FORECASTER, ids, loadOf, startForecaster } from "./forecaster.ts";
import { callRpc } from "./rpc-client.ts";

const HEALTH = loadProtoService(new URL("../../proto/health.proto", import.meta.url));
const lastResult = { service: FORECASTER, rpc: "GetLastResult" };

test("any gRPC client reads a workflow's or a task's result by naming it in the call's metadata", async () => {
  await using forecaster = await startForecaster();
  forecaster.publish(ids("wf-1", "a"), loadOf("a"));
  forecaster.publish(ids("wf-1", "b"), loadOf("b"));
  forecaster.publish(ids("wf-2", "c"), loadOf("c"));
  const workflow = { "gantry-workflow-id": "wf-1" };
  const siteOf = async (metadata: Record<string, string>) => callRpc(forecaster.uri, { ...lastResult, metadata });
  expect(await siteOf({})).toMatchObject({ message: { site_name: "c" } });
  expect(await siteOf(workflow)).toMatchObject({ message: { site_name: "b" } });
  expect(await siteOf({ ...workflow, "gantry-task-id": "a" })).toMatchObject({ message: { site_name: "a" } });
  const missing = { code: "NOT_FOUND", details: "No result available yet" };
  expect(await siteOf({ ...workflow, "gantry-task-id": "c" })).toEqual(missing);
  expect(await siteOf({ "gantry-workflow-id": "wf-9" })).toEqual(missing);
});

test("ids that make no sense are refused, not taken for none", async () => {
  await using forecaster = await startForecaster();
  forecaster.publish(ids("wf-1"), loadOf("a"));
  for (const metadata of [{ "gantry-task-id": "a" }, { "gantry-workflow-id": "%E0%A4%A" }]) {
    expect(await callRpc(forecaster.uri, { ...lastResult, metadata })).toMatchObject({ code: "INVALID_ARGUMENT" });
  }
});

test("a handler serves its rpc; what it throws is answered, with the code of an AppError", async () => {
  await using forecaster = await startForecaster({
    handlers: {
      Forecast: (site) => {
        if ("name" in site && site.name === "north") return loadOf("north", 1);
        if ("name" in site && site.name === "nowhere") throw new AppError("not_found", "No such site");
        throw new Error("sensor is broken");
      },
    },
  });
  const forecast = (name: string) =>
    callRpc(forecaster.uri, { service: FORECASTER, rpc: "Forecast", message: { name } });
  expect(await forecast("north")).toEqual({ message: loadOf("north", 1) });
  expect(await forecast("nowhere")).toEqual({ code: "NOT_FOUND", details: "No such site" });
  expect(await forecast("south")).toEqual({ code: "INTERNAL", details: "sensor is broken" });
});

test("an rpc of the proto without a handler is UNIMPLEMENTED", async () => {
  await using forecaster = await startForecaster();
  expect(await callRpc(forecaster.uri, { service: FORECASTER, rpc: "Forecast" })).toMatchObject({
    code: "UNIMPLEMENTED",
  });
});

test("the standard health service knows this service and the server as a whole", async () => {
  await using forecaster = await startForecaster();
  const check = (service: string) => callRpc(forecaster.uri, { service: HEALTH, rpc: "Check", message: { service } });
  expect(await check("")).toEqual({ message: { status: "SERVING" } });
  expect(await check("forecast.Forecaster")).toEqual({ message: { status: "SERVING" } });
  expect(await check("other.Service")).toMatchObject({ code: "NOT_FOUND" });
});
