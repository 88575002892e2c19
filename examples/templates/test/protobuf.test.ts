import { fetchFromUpstream, loadProtoService } from "@gantry/service-sdk/grpc";
import { expect, test } from "vitest";
import { outputOf } from "./control-calls.ts";
import { startTemplate } from "./template-process.ts";

const protoOf = (folder: string) => loadProtoService(new URL(`../${folder}/proto/my_service.proto`, import.meta.url));

test("two sequential templates hand data over by gRPC", async () => {
  const folder = "protobuf/sequential";
  await using upstream = await startTemplate(folder);
  await using downstream = await startTemplate(folder);
  const call = (numbers: number[]) => ({ method: "ProcessData", parameters: { numbers } });
  const first = await outputOf(upstream.url, call([1, 2]));
  expect(first).toMatchObject({ protocol: "grpc", format: "ProcessDataResponse" });
  const second = await outputOf(downstream.url, { ...call([39]), inputs: [first] });
  expect(await fetchFromUpstream(second, { upstream: protoOf(folder) })).toEqual({ count: 3, sum: 42 });
  expect([await downstream.stop(), await upstream.stop()]).toEqual([0, 0]);
});

test("two concurrent templates hand data over by gRPC, many workflows at once and none into another", async () => {
  const folder = "protobuf/concurrent";
  await using upstream = await startTemplate(folder);
  await using downstream = await startTemplate(folder);
  const workflows = Array.from({ length: 20 }, (_, index) => index + 1);
  const trained = await Promise.all(
    workflows.map(async (epochs) => {
      const run = { method: "TrainModel", workflowId: `wf-${epochs}`, parameters: { epochs, epoch_ms: 2 } };
      const first = await outputOf(upstream.url, { ...run, taskId: `first-${epochs}` });
      const second = await outputOf(downstream.url, { ...run, taskId: `second-${epochs}`, inputs: [first] });
      return fetchFromUpstream(second, { upstream: protoOf(folder) });
    }),
  );
  expect(trained).toEqual(
    workflows.map((epochs) => ({ model_path: `/models/second-${epochs}.bin`, accuracy: 0.95, epochs: 2 * epochs })),
  );
  expect([await downstream.stop(), await upstream.stop()]).toEqual([0, 0]);
});
