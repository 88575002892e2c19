import type { FlowDefinition, RoutineDefinition } from "@gantry/contracts";
import type { RoutineAddress } from "./ports/executor.ts";

/** By what an executor finds the code of one of the Flow's Routines. */
export const routineAddress = (
  { flowId, version: flowVersion, builtFrom }: FlowDefinition,
  definition: RoutineDefinition,
): RoutineAddress => ({ flowId, flowVersion, definition, ...(builtFrom && { builtFrom }) });
