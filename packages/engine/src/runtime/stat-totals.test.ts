import { expect, test } from "vitest";
import { EngineFixture, output } from "../../test/engine-fixture.ts";
import { flowOf, routine } from "../../test/flow-builder.ts";

test("decision 5: after a restart the stats of several Jobs are as they were, also where they went down", async () => {
  const seen: number[] = [];
  const fixture: EngineFixture = new EngineFixture({
    a: async ({ context }) => {
      context.setStat("level", context.attempt === 1 ? ([50, 20][seen.length] ?? 0) : 0);
      seen.push(context.getStat("level"));
      await fixture.clock.sleep(context.attempt === 1 ? 1_000 : 0);
      return output(null);
    },
  });
  const { jobIds } = await fixture.submit(flowOf(["a"]), { jobs: 2 });
  await fixture.clock.advance(10);
  expect(seen).toEqual([50, 20]);
  const next = await fixture.successor({
    a: async ({ context }) => output(context.updateStat("level", (value) => value + 1)),
  });
  const states = await next.untilEnded(jobIds);
  // Each attempt's first change is recorded already, so both read what the second Job said last.
  expect(states.map((state) => state.tasks[0]?.output)).toEqual([{ inline: 20 }, { inline: 20 }]);
});

test("a stat begins at its initial value", async () => {
  const fixture = new EngineFixture({ a: async ({ context }) => output(context.incrementStat("n")) });
  const { jobIds } = await fixture.submit(flowOf([routine("a", { initialStats: { n: 41 } })]));
  expect((await fixture.untilEnded(jobIds))[0]?.tasks[0]?.output).toEqual({ inline: 42 });
});
