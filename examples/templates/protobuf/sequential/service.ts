/** A service with quick operations, which hands its results over by gRPC. */
import { run, type ExecuteRequest, type MethodAnswer } from "@gantry/service-sdk";
import { DataPlane, fetchFromUpstream, loadProtoService } from "@gantry/service-sdk/grpc";
import * as service from "./service.ts";

/** What `GetLastResult` answers; the fields are named as in the proto file. */
interface ProcessDataResponse {
  readonly count: number;
  readonly sum: number;
}

const myService = loadProtoService<ProcessDataResponse>(new URL("./proto/my_service.proto", import.meta.url));

/** The service whose data this one takes: put its proto beside ours, and load that. */
const upstream = myService;

const dataPlane = new DataPlane({ service: myService });

/** The blueprint's operation `ProcessData`: adds its parameter `numbers` to the results of all upstream services. */
export async function execute_ProcessData(request: ExecuteRequest): Promise<MethodAnswer> {
  const results = await Promise.all(request.inputs.map((input) => fetchFromUpstream(input, { upstream, request })));
  const all = [...results, summary(numbersOf(request.parameters.numbers ?? []))];
  const output = dataPlane.publishResult(request, {
    count: all.reduce((total, { count }) => total + count, 0),
    sum: all.reduce((total, { sum }) => total + sum, 0),
  });
  return { status: "complete", output };
}

const summary = (numbers: readonly number[]): ProcessDataResponse => ({
  count: numbers.length,
  sum: numbers.reduce((total, value) => total + value, 0),
});

/** An exception fails the task with its message. */
function numbersOf(value: unknown): number[] {
  if (Array.isArray(value) && value.every((item) => typeof item === "number")) return value;
  throw new TypeError("Parameter numbers must be a list of numbers");
}

// Of this very module: every execute_<Name> that it exports is an operation.
await run({ name: "my-service", module: service, dataPlane });
