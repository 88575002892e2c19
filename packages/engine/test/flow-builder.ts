import {
  ErrorPolicy,
  type ConnectionDefinition,
  type ErrorPolicyOptions,
  type FlowDefinition,
  type RoutineDefinition,
  type SlotDefinition,
} from "@gantry/contracts";

type RoutineOptions = Partial<Omit<RoutineDefinition, "name" | "slots" | "errorPolicy">> & {
  readonly slot?: Partial<SlotDefinition>;
  readonly errorPolicy?: ErrorPolicyOptions;
};

/** A Routine with the Slot `in` and the Event `out`; options change what a test is about. */
export function routine(name: string, { slot = {}, errorPolicy, ...options }: RoutineOptions = {}): RoutineDefinition {
  return {
    name,
    execution: "inline",
    implementation: name,
    config: {},
    slots: [{ name: "in", mergeStrategy: "override", activation: { kind: "each" }, ...slot }],
    events: [{ name: "out", outputParams: [] }],
    attemptTimeoutMs: null,
    ...options,
    errorPolicy: errorPolicy ? ErrorPolicy.parse(errorPolicy) : null,
  };
}

/** `"a>b"` joins a's `out` to b's `in`. */
export function connection(arrow: string, options: Partial<ConnectionDefinition> = {}): ConnectionDefinition {
  const [source = "", target = ""] = arrow.split(">");
  return { source, event: "out", target, slot: "in", ...options };
}

export function flowOf(
  routines: readonly (RoutineDefinition | string)[],
  connections: readonly (ConnectionDefinition | string)[] = [],
  options: Partial<FlowDefinition> = {},
): FlowDefinition {
  return {
    flowId: "flow_test",
    name: "test",
    version: "1",
    planned: false,
    routines: routines.map((each) => (typeof each === "string" ? routine(each) : each)),
    connections: connections.map((each) => (typeof each === "string" ? connection(each) : each)),
    errorPolicy: ErrorPolicy.parse({ strategy: "stop" }),
    maxWorkers: null,
    maxTasksPerJob: 1_000,
    ...options,
  };
}
