import { Flow, Routine } from "@gantry/engine";
import { expect, test } from "vitest";
import { FlowRegistry } from "./flow-registry.ts";

class Step extends Routine {
  constructor() {
    super();
    this.defineSlot("trigger", () => null);
  }
}

function flowOf(flowId: string, version: string): Flow {
  const flow = new Flow({ flowId, version });
  flow.addRoutine(new Step());
  return flow;
}

test("versions of a Flow stand side by side; a submission gets the newest by number, not by letter", () => {
  const registry = new FlowRegistry();
  const [old, newest, older] = [flowOf("etl", "1.9"), flowOf("etl", "1.10"), flowOf("etl", "1.2")];
  for (const flow of [old, newest, older]) expect(registry.add(flow)).toBeNull();
  expect(registry.newest("etl")).toBe(newest);
  expect(registry.find("etl", "1.2")).toBe(older);
  expect(registry.find("etl", "3")).toBeUndefined();
});

test("every Flow is listed once, in its newest version, in the order of registration", () => {
  const registry = new FlowRegistry();
  const [first, second, newer] = [flowOf("b", "1"), flowOf("a", "1"), flowOf("b", "2")];
  for (const flow of [first, second, newer]) registry.add(flow);
  expect(registry.list()).toEqual([newer, second]);
  expect(registry.all()).toEqual([first, newer, second]);
});

test("a second Flow of the same id and version is not taken; the same one again is", () => {
  const registry = new FlowRegistry();
  const first = flowOf("etl", "1");
  registry.add(first);
  expect(registry.add(first)).toBeNull();
  expect(registry.add(flowOf("etl", "1"))).toBe(first);
  expect(registry.all()).toEqual([first]);
});

test("a stored Flow can go on where its version is registered with all of its Routines and Slots", () => {
  const registry = new FlowRegistry();
  registry.add(flowOf("etl", "1"));
  const stored = flowOf("etl", "1").definition();
  const [step] = stored.routines;
  expect(registry.canRun(stored)).toBe(true);
  expect(registry.canRun({ ...stored, version: "2" })).toBe(false);
  expect(step && registry.canRun({ ...stored, routines: [step, { ...step, name: "gone" }] })).toBe(false);
  const slots = [{ name: "gone", mergeStrategy: "override", activation: { kind: "each" } } as const];
  expect(step && registry.canRun({ ...stored, routines: [{ ...step, slots }] })).toBe(false);
});

test("a Flow that nobody registered is not there", () => {
  const registry = new FlowRegistry();
  expect(registry.newest("etl")).toBeUndefined();
  expect(registry.find("etl", "1")).toBeUndefined();
});
