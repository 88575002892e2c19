import type { ExecuteRequest, MethodAnswer } from "@gantry/service-sdk";
import { fileJson, readJson } from "../../data-exchange.ts";
import { singleInput } from "../single-input.ts";
import { Chronics, summarize } from "./chronics.ts";

/** The end: what a grid study reads. */
export async function execute_FormatOutput(request: ExecuteRequest): Promise<MethodAnswer> {
  const chronics = Chronics.parse(await readJson(singleInput(request)));
  return { status: "complete", output: await fileJson(request, summarize(chronics)) };
}
