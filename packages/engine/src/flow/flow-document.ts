import { AppError, FlowDefinition, type RoutineDefinition } from "@gantry/contracts";
import { describeRoutine } from "./describe-routine.ts";
import type { Routine } from "./routine.ts";
import type { RoutineRegistry } from "./routine-registry.ts";

export const FLOW_FORMAT = "gantry-flow/v1";

/** A Flow as JSON: everything but its code, which comes from a RoutineRegistry. */
export interface FlowDocument {
  readonly format: typeof FLOW_FORMAT;
  readonly description: string;
  readonly executionStrategy: "sequential" | "concurrent";
  readonly executionTimeoutMs: number | null;
  readonly defaultJobs: number;
  readonly definition: FlowDefinition;
}

/** @throws AppError `invalid_input` saying what is wrong with it. */
export function parseFlowDocument(value: unknown): FlowDocument {
  const document = (typeof value === "object" && value !== null ? value : {}) as Partial<Record<string, unknown>>;
  if (document.format !== FLOW_FORMAT) {
    const found = typeof document.format === "string" ? `"${document.format}"` : "missing";
    throw refused(`its "format" is ${found}, and must be "${FLOW_FORMAT}"`);
  }
  const definition = FlowDefinition.safeParse(document.definition);
  if (!definition.success) {
    const [issue] = definition.error.issues;
    throw refused(`definition.${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not valid"}`);
  }
  const { description, executionStrategy, executionTimeoutMs, defaultJobs } = document;
  return {
    format: FLOW_FORMAT,
    description: typeof description === "string" ? description : "",
    executionStrategy: executionStrategy === "concurrent" ? "concurrent" : "sequential",
    executionTimeoutMs: typeof executionTimeoutMs === "number" ? executionTimeoutMs : null,
    defaultJobs: typeof defaultJobs === "number" ? defaultJobs : 1,
    definition: definition.data,
  };
}

/**
 * The Routine that `definition` describes, built and configured.
 * @throws AppError `not_found` when the registry does not know it; `conflict` when what it builds has other Slots or
 * Events than were serialised.
 */
export function rebuildRoutine(definition: RoutineDefinition, registry: RoutineRegistry): Routine {
  const { name, implementation, config, errorPolicy, attemptTimeoutMs, initialStats = {} } = definition;
  const routine = registry.build(implementation).setConfig(config).setTimeout(attemptTimeoutMs);
  if (errorPolicy) routine.setErrorHandler(errorPolicy);
  for (const [stat, value] of Object.entries(initialStats)) routine.setStat(stat, value);
  const built = describeRoutine(name, routine);
  for (const part of ["execution", "slots", "events"] as const) {
    const [was, is] = [JSON.stringify(definition[part]), JSON.stringify(built[part])];
    if (was !== is)
      throw new AppError(
        "conflict",
        `Routine "${name}" (${implementation}) was serialised with ${part} ${was}, and is built with ${is}`,
      );
  }
  return routine;
}

const refused = (why: string): AppError => new AppError("invalid_input", `This is not a serialised Flow: ${why}`);
