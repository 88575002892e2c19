import type { ActivationPolicy, ErrorPolicyOptions, FlowDefinition } from "@gantry/contracts";
import fc from "fast-check";
import { connection, flowOf, routine } from "./flow-builder.ts";

const NAMES = ["a", "b", "c", "d", "e"] as const;

/** Of the Slots that wait only so long. */
export const MAX_WAIT_MS = 20;
export const QUIET_MS = 1;

const activation: fc.Arbitrary<ActivationPolicy> = fc.oneof(
  fc.constant<ActivationPolicy>({ kind: "each" }),
  fc.constant<ActivationPolicy>({ kind: "all" }),
  fc.integer({ min: 1, max: 3 }).map((size): ActivationPolicy => ({ kind: "batch", size })),
  fc.constant<ActivationPolicy>({ kind: "all", maxWaitMs: MAX_WAIT_MS }),
  fc.constant<ActivationPolicy>({ kind: "batch", size: 3, maxWaitMs: MAX_WAIT_MS, quietMs: QUIET_MS }),
);

const errorPolicy: fc.Arbitrary<ErrorPolicyOptions> = fc.record({
  strategy: fc.constantFrom("stop", "continue", "skip", "retry"),
  maxRetries: fc.integer({ min: 0, max: 2 }),
  retryDelayMs: fc.constantFrom(0, 10),
  onExhausted: fc.constantFrom("stop", "continue", "skip"),
});

const edges = (isAllowed: (source: number, target: number) => boolean) => (count: number) =>
  fc
    .array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 8 })
    .map((pairs) => pairs.filter(([source, target]) => isAllowed(source, target)))
    .map((pairs) => pairs.map(([source, target]) => connection(`${NAMES[source] ?? "a"}>${NAMES[target] ?? "a"}`)));

/** A Flow whose Tasks come as messages arrive: any activation and merge strategy, loops and repeated connections included. */
export const messageFlow: fc.Arbitrary<FlowDefinition> = fc.integer({ min: 1, max: NAMES.length }).chain((count) =>
  fc
    .record({
      slots: fc.array(fc.record({ mergeStrategy: fc.constantFrom("override", "append", "list"), activation }), {
        minLength: count,
        maxLength: count,
      }),
      policies: fc.array(errorPolicy, { minLength: count, maxLength: count }),
      connections: edges(() => true)(count),
      maxTasksPerJob: fc.integer({ min: 3, max: 15 }),
    })
    .map(({ slots, policies, connections, maxTasksPerJob }) => {
      const routines = slots.map((slot, index) =>
        routine(NAMES[index] ?? "a", { slot, errorPolicy: policies[index] ?? { strategy: "stop" } }),
      );
      return flowOf(routines, connections, { maxTasksPerJob });
    }),
);

/** A Flow like a Blueprint's: one Task per Routine from the start, fan-in, no loops. */
export const plannedFlow: fc.Arbitrary<FlowDefinition> = fc.integer({ min: 1, max: NAMES.length }).chain((count) =>
  fc
    .record({
      policies: fc.array(errorPolicy, { minLength: count, maxLength: count }),
      connections: edges((source, target) => source < target)(count),
    })
    .map(({ policies, connections }) => {
      const slot = { activation: { kind: "all" } } as const;
      const routines = policies.map((policy, index) => routine(NAMES[index] ?? "a", { slot, errorPolicy: policy }));
      return flowOf(routines, connections, { planned: true });
    }),
);

export const anyFlow = fc.oneof(messageFlow, plannedFlow);

/** Where Jobs enter a Flow: Routines that nothing leads to, or the first. */
export function entriesOf({ routines, connections }: FlowDefinition): (readonly [string])[] {
  const targets = new Set(connections.map((each) => each.target));
  const sources = routines.filter((each) => !targets.has(each.name)).map((each) => [each.name] as const);
  return sources.length > 0 ? sources : [["a"]];
}
