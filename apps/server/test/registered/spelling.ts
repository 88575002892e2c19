import { Flow } from "@gantry/engine";
import { Collector, Counter, Speller } from "./spelling-routines.ts";

export { Collector, Counter, Speller };

/** speller → collector → counter, which spells `word` one letter longer with each Task. */
export function spellingFlow(flowId: string, word: string): Flow {
  const flow = new Flow({ flowId, executionStrategy: "concurrent", maxWorkers: 1 });
  const [speller, collector, counter] = [new Speller().setConfig({ word }), new Collector(), new Counter()];
  flow.addRoutine(speller, "speller");
  flow.addRoutine(collector, "collector");
  flow.addRoutine(counter, "counter");
  flow.connect(speller.letter, collector.input);
  return flow.connect(collector.spelled, counter.input);
}

/** Registered, for a comparison with the same Flow as a document. */
export const spelling = spellingFlow("spelling", "abc");
