import { expect, test } from "vitest";
import { run } from "../../src/index.ts";
import { DataPlane, fetchFromUpstream } from "../../src/grpc/index.ts";
import { executeBody } from "../running-app.ts";
import { FORECASTER, loadOf, type Load } from "./forecaster.ts";

test("run serves the data plane beside the control interface, and closes both", async () => {
  const dataPlane = new DataPlane<Load>({
    service: FORECASTER,
    host: "127.0.0.1",
    grpcHost: "127.0.0.1",
    grpcPort: 0,
  });
  const service = await run({
    name: "forecaster",
    host: "127.0.0.1",
    port: 0,
    dataPlane,
    methods: {
      Forecast: (request) => ({ status: "complete", output: dataPlane.publishResult(request, loadOf("north", 3)) }),
    },
  });
  const response = await fetch(`http://127.0.0.1:${service.port}/control/execute`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(executeBody("Forecast")),
  });
  const { output } = (await response.json()) as { output: { protocol: "grpc"; uri: string } };
  expect(await fetchFromUpstream(output, { upstream: FORECASTER })).toEqual(loadOf("north", 3));

  await service.close();
  await expect(fetch(`http://127.0.0.1:${service.port}/health`)).rejects.toThrow();
  await expect(fetchFromUpstream(output, { upstream: FORECASTER })).rejects.toMatchObject({ code: "unavailable" });
});

test("when the control interface cannot listen, the data plane does not stay behind", async () => {
  const occupant = await run({ host: "127.0.0.1", port: 0, methods: { M: () => ({ status: "running" }) } });
  const dataPlane = new DataPlane<Load>({ service: FORECASTER, host: "127.0.0.1", grpcHost: "127.0.0.1", grpcPort: 0 });
  const start = run({
    host: "127.0.0.1",
    port: occupant.port,
    dataPlane,
    methods: { M: () => ({ status: "running" }) },
  });
  await expect(start).rejects.toThrow("EADDRINUSE");
  const { uri } = dataPlane.publishResult({ workflow_id: "w", task_id: "t" }, loadOf("north"));
  await expect(fetchFromUpstream(uri, { upstream: FORECASTER })).rejects.toMatchObject({ code: "unavailable" });
  await occupant.close();
});
