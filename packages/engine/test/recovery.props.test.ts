import { isTerminal, type FlowDefinition, type JsonValue } from "@gantry/contracts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { EngineFixture, output, untilAborted, type Handlers } from "./engine-fixture.ts";
import { connection, flowOf, routine } from "./flow-builder.ts";
import { historyFaults, laneFaults } from "./history-faults.ts";

/** Routine i adds i to the sum of what it is sent, so that a lost or doubled step shows as a wrong number. */
interface Sum {
  readonly flow: FlowDefinition;
  readonly durationsMs: readonly number[];
  /** Routines that fail in their first attempt. */
  readonly failsFirst: readonly boolean[];
}

const name = (index: number): string => `r${String(index + 1)}`;
const indexOf = (routineName: string): number => Number(routineName.slice(1)) - 1;

const sums: fc.Arbitrary<Sum> = fc.integer({ min: 1, max: 6 }).chain((count) => {
  const each = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: count, maxLength: count });
  return fc
    .record({
      edges: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 9 }),
      isRemote: each(fc.boolean()),
      durationsMs: each(fc.constantFrom(0, 5, 30)),
      failsFirst: each(fc.boolean()),
      isPlanned: fc.boolean(),
      maxWorkers: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ edges, isRemote, durationsMs, failsFirst, isPlanned, maxWorkers }) => {
      const arrows = new Set(edges.filter(([a, b]) => a < b).map(([a, b]) => `${name(a)}>${name(b)}`));
      const options = {
        slot: { activation: { kind: "all" } },
        errorPolicy: { strategy: "retry", retryDelayMs: 20 },
      } as const;
      const routines = isRemote.map((remote, index) =>
        routine(name(index), { ...options, execution: remote ? "service" : "inline" }),
      );
      const flow = flowOf(
        routines,
        [...arrows].map((arrow) => connection(arrow)),
        { planned: isPlanned, maxWorkers },
      );
      return { flow, durationsMs, failsFirst };
    });
});

/** What every Routine's sum must be in the end. */
function oracle({ connections, routines }: FlowDefinition): Record<string, number> {
  const sumOf = (target: string): number =>
    connections
      .filter((each) => each.target === target)
      .reduce((sum, { source }) => sum + sumOf(source), indexOf(target) + 1);
  return Object.fromEntries(routines.map((each) => [each.name, sumOf(each.name)]));
}

const handlersFor = ({ durationsMs, failsFirst }: Sum, fixture: () => EngineFixture): Handlers => ({
  "*": async (attempt) => {
    const { context, input } = attempt;
    const index = indexOf(context.routine);
    const sum = Object.values(input).reduce<number>((total, part) => total + Number(part), index + 1);
    await Promise.race([fixture().clock.sleep(durationsMs[index] ?? 0), untilAborted(attempt)]);
    if (failsFirst[index] && context.attempt === 1) throw new Error("the first attempt fails");
    context.sharedData.set(context.routine, sum);
    return output(sum, { [context.routine]: sum });
  },
});

const scenario = fc.record({
  sum: sums,
  jobs: fc.integer({ min: 1, max: 3 }),
  crashes: fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 2 }),
  pauseAtMs: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
});

test("whenever its process dies, each job is brought to its end with the right sums, no step lost or doubled", async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ sum, jobs, crashes, pauseAtMs }) => {
      const { flow } = sum;
      let fixture: EngineFixture = new EngineFixture(handlersFor(sum, () => fixture));
      const targets = new Set(flow.connections.map((each) => each.target));
      const entries = flow.routines
        .filter((each) => !targets.has(each.name))
        .map((each) => ({ routine: each.name, slot: "in", data: {} }));
      const { jobIds } = await fixture.submit(flow, { jobs, entries });
      if (pauseAtMs !== null) await pauseFor30Ms(fixture, jobIds[0] ?? "", pauseAtMs);
      for (const lastsMs of crashes) {
        await fixture.clock.advance(lastsMs);
        fixture = await fixture.successor(handlersFor(sum, () => fixture));
      }
      const states = await fixture.untilEnded(jobIds, 5_000);
      for (const state of states) {
        expect(state.status).toBe("completed");
        const values = Object.entries(state.sharedData).map(([key, entry]): [string, JsonValue] => [
          key,
          "inline" in entry.value ? entry.value.inline : null,
        ]);
        expect(Object.fromEntries(values)).toEqual(oracle(flow));
      }
      const histories = await fixture.histories(jobIds);
      for (const history of histories) {
        expect(historyFaults(history)).toEqual([]);
        for (const kind of ["data_set", "emitted", "task_completed"]) {
          expect(history.filter((event) => event.kind === kind)).toHaveLength(flow.routines.length);
        }
      }
      expect(laneFaults(histories, flow)).toEqual([]);
      expect(fixture.engine.runningTasks).toBe(0);
    }),
    { numRuns: 60 },
  );
});

async function pauseFor30Ms({ clock, engine }: EngineFixture, jobId: string, atMs: number): Promise<void> {
  await clock.advance(atMs);
  const state = await engine.readJob(jobId);
  if (!state || isTerminal(state.status)) return;
  await engine.pause({ jobId });
  await clock.advance(30);
  const paused = await engine.readJob(jobId);
  if (paused?.status === "paused") await engine.resume({ jobId });
}
