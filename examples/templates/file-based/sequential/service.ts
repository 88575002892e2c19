/** A service with quick operations: each is answered with its output at once. */
import { FileExchange, run, type ExecuteRequest, type MethodAnswer } from "@gantry/service-sdk";
import * as service from "./service.ts";

/** Where this service and its neighbours leave files for each other. */
const files = new FileExchange(process.env.DATA_DIR ?? "data");

/**
 * The blueprint's operation `ProcessData`: counts the numbers of all inputs and adds them up.
 * Inputs: JSON lists of numbers. Output: `{"count", "sum"}`.
 */
export async function execute_ProcessData(request: ExecuteRequest): Promise<MethodAnswer> {
  const documents = await Promise.all(request.inputs.map((input) => files.readJson(input)));
  const numbers = documents.flatMap(numbersOf);
  const sum = numbers.reduce((total, value) => total + value, 0);
  return { status: "complete", output: await files.writeJson(request, { count: numbers.length, sum }) };
}

/** An exception fails the task with its message. */
function numbersOf(document: unknown): number[] {
  if (Array.isArray(document) && document.every((value) => typeof value === "number")) return document;
  throw new TypeError("Each input must be a JSON list of numbers");
}

// Of this very module: every execute_<Name> that it exports is an operation.
await run({ name: "my-service", module: service });
