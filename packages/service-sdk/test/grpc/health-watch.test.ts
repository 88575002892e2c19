import { Client, credentials } from "@grpc/grpc-js";
import { expect, test } from "vitest";
import { loadProtoService } from "../../src/grpc/index.ts";
import { deferred } from "../deferred.ts";
import { startForecaster } from "./forecaster.ts";

const HEALTH = loadProtoService(new URL("../../proto/health.proto", import.meta.url));

test("who watches the health is told that the service stops, and does not keep it from stopping", async () => {
  const forecaster = await startForecaster();
  const watch = HEALTH.methods.get("Watch");
  if (watch === undefined) throw new Error("health.proto has a method Watch");
  const client = new Client(forecaster.uri, credentials.createInsecure());
  const stream = client.makeServerStreamRequest(watch.path, watch.requestSerialize, watch.responseDeserialize, {});
  const seen: unknown[] = [];
  const serving = deferred<null>();
  const ended = deferred<null>();
  stream.on("data", (answer) => {
    seen.push(answer);
    serving.resolve(null);
  });
  stream.on("end", () => ended.resolve(null));
  await serving.promise;
  await forecaster.plane.close();
  await ended.promise;
  client.close();
  expect(seen).toEqual([{ status: "SERVING" }, { status: "NOT_SERVING" }]);
});
