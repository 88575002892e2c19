import fc from "fast-check";
import { expect, test } from "vitest";
import { ResultStore } from "./result-store.ts";

interface Publication {
  readonly workflowId: string;
  readonly taskId: string;
  readonly size: number;
}

/** Few ids, so that they meet. */
const publications: fc.Arbitrary<Publication[]> = fc.array(
  fc.record({
    workflowId: fc.constantFrom("a", "b", "c"),
    taskId: fc.constantFrom("1", "2", "3"),
    size: fc.integer({ min: 1, max: 20 }),
  }),
  { maxLength: 60 },
);

/** The bytes name their Task, so that a mix-up shows. */
const bytesOf = ({ workflowId, taskId, size }: Publication, index: number): Buffer =>
  Buffer.from(`${workflowId}${taskId}#${index}`.padEnd(size + 10, "."));

test("R1-R3: every look-up gets the newest result of exactly what it names", () => {
  fc.assert(
    fc.property(publications, (all) => {
      const store = new ResultStore();
      all.forEach((publication, index) => store.put(publication, bytesOf(publication, index)));
      const newest = (matches: (publication: Publication) => boolean) => {
        const index = all.findLastIndex(matches);
        const publication = all[index];
        return publication === undefined ? undefined : bytesOf(publication, index);
      };
      expect(store.get(null)).toEqual(newest(() => true));
      for (const workflowId of ["a", "b", "c", "d"]) {
        expect(store.get({ workflowId })).toEqual(newest((one) => one.workflowId === workflowId));
        for (const taskId of ["1", "2", "3"]) {
          const expected = newest((one) => one.workflowId === workflowId && one.taskId === taskId);
          expect(store.get({ workflowId, taskId })).toEqual(expected);
        }
      }
    }),
  );
});

test("R4: what is kept stays within the cap, and is always the newest results in a row", () => {
  fc.assert(
    fc.property(publications, fc.integer({ min: 1, max: 100 }), (all, maxTotalBytes) => {
      const store = new ResultStore({ maxTotalBytes });
      all.forEach((publication, index) =>
        store.put({ ...publication, taskId: `${index}` }, bytesOf(publication, index)),
      );
      const kept = all.map(({ workflowId }, index) => store.get({ workflowId, taskId: `${index}` }));
      const sizes = kept.map((bytes) => bytes?.length ?? 0);
      const newest = sizes.slice(sizes.lastIndexOf(0) + 1);
      expect(sizes.filter((size) => size > 0)).toEqual(newest);
      const total = newest.reduce((sum, size) => sum + size, 0);
      expect(total <= maxTotalBytes || newest.length === 1).toBe(true);
    }),
  );
});

test("a result is gone after the retention, for every way of asking", () => {
  let nowMs = 0;
  const store = new ResultStore({ retentionMs: 1_000, nowMs: () => nowMs });
  store.put({ workflowId: "a", taskId: "1" }, Buffer.from("x"));
  nowMs = 999;
  expect(store.get(null)?.toString()).toBe("x");
  nowMs = 1_000;
  expect([store.get(null), store.get({ workflowId: "a" }), store.get({ workflowId: "a", taskId: "1" })]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
