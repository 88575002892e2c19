import { isTerminal, type FlowDefinition, type HistoryEvent, type JobState } from "@gantry/contracts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commandOf, script, type Step } from "../../test/arbitrary-commands.ts";
import { anyFlow, entriesOf } from "../../test/arbitrary-flow.ts";
import { CoreJob, emission } from "../../test/core-job.ts";
import { historyFaults } from "../../test/history-faults.ts";
import { decide } from "./decide.ts";
import { evolveAll } from "./evolve.ts";
import { thaw } from "./job-state.ts";
import { slotKey } from "./compiled-flow.ts";

function play(flow: FlowDefinition, steps: readonly Step[], onStep?: (job: CoreJob, step: Step) => void): CoreJob {
  const job = new CoreJob(flow, entriesOf(flow));
  for (const step of [{ ...NOTHING, kind: "start_job" } as const, ...steps]) {
    job.nowMs += step.passesMs;
    onStep?.(job, step);
    job.do(commandOf(job.state, step));
  }
  return job;
}

const NOTHING = { pick: 0, behind: 0, number: 1, flag: false, passesMs: 0 };

/** Lets a Job go on as the runtime would, every attempt succeeding. */
function finish(job: CoreJob): void {
  job.do({ type: "start_job" });
  job.do({ type: "resume_job" });
  while (!isTerminal(job.state.status)) {
    const task = job.state.tasks.find(
      (each) => each.status === "running" || each.waiting === "worker" || each.waiting === "retry",
    );
    expect(task, `${job.state.status} job with nothing to do`).toBeDefined();
    if (task?.status === "running" && (job.state.cancelRequest ?? job.state.failing))
      job.report(task.ordinal, { type: "stop_task" });
    else if (task?.status === "running") job.complete(task.ordinal, [emission()]);
    else if (task) expect(job.start(task.ordinal)).toContain("task_started");
  }
}

describe("decide and evolve, over random flows and commands", () => {
  test("every prefix of a history folds to a legal state; each job and task ends once; what has ended stays so (E3, E4, D2, D3)", () => {
    fc.assert(
      fc.property(anyFlow, script, (flow, steps) => {
        expect(historyFaults(play(flow, steps).history)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test("decide leaves its state alone and says what advance does; evolving its events gives advance's state (D1, E2, E5)", () => {
    fc.assert(
      fc.property(anyFlow, script, (flow, steps) => {
        let expected: { events: readonly HistoryEvent[]; state: JobState } | null = null;
        const job = play(flow, steps, ({ flow: compiled, state, history, nowMs }, step) => {
          if (expected)
            expect({ events: history.slice(-expected.events.length || history.length), state }).toEqual(expected);
          const before = structuredClone(state);
          const events = decide(compiled, state, commandOf(state, step), nowMs);
          expect(state).toEqual(before);
          expected = events.length === 0 ? null : { events, state: evolveAll(thaw(state), events) };
        });
        expect(evolveAll(null, job.history)).toEqual(job.state);
      }),
      { numRuns: 150 },
    );
  });

  test("wherever a history is folded on from, the state there stays as it was (E2, E5)", () => {
    fc.assert(
      fc.property(anyFlow, script, fc.nat(), (flow, steps, pick) => {
        const { history, state } = play(flow, steps);
        const at = 1 + (pick % history.length);
        const there = evolveAll(null, history.slice(0, at));
        const before = structuredClone(there);
        expect(evolveAll(there, history.slice(at))).toEqual(state);
        expect(there).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  test("nothing starts in a job that is paused, cancelling, failing or over (D4)", () => {
    fc.assert(
      fc.property(anyFlow, script, (flow, steps) => {
        const job = play(flow, steps);
        let state: JobState | null = null;
        for (const event of job.history) {
          const startsWork = event.kind === "task_started";
          if (startsWork) expect(state).toMatchObject({ status: "running", cancelRequest: null, failing: null });
          state = evolveAll(state, [event]);
        }
      }),
    );
  });

  test("no task starts before its inputs exist, and each message activates its slot once (D6)", () => {
    fc.assert(
      fc.property(anyFlow, script, (flow, steps) => {
        const job = play(flow, steps);
        const delivered = new Map<string, number>();
        const taken = new Map<string, number>();
        const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
        for (const { routine, slot } of job.state.entries) add(delivered, `null>${slotKey(routine, slot)}`);
        for (const event of job.history) {
          if (event.kind === "emitted") {
            for (const each of event.deliveries)
              if (each.into === "wait")
                add(delivered, `${String(each.connection)}>${slotKey(each.routine, each.slot)}`);
          }
          if (event.kind === "task_started")
            expect(job.state.tasks.find((task) => task.taskId === event.taskId)?.input).not.toBeNull();
          if (event.kind !== "task_queued") continue;
          for (const connection of event.consumes)
            add(taken, `${String(connection)}>${slotKey(event.routine, event.slot)}`);
          if (event.input.kind === "override" && event.consumes.length > 0)
            expect(event.input.parts.map((part) => part.connection)).toEqual(event.consumes);
          for (const [key, count] of taken) expect(count, key).toBeLessThanOrEqual(delivered.get(key) ?? 0);
        }
      }),
    );
  });

  test("a job goes on to its end from wherever it is (D2)", () => {
    fc.assert(
      fc.property(anyFlow, script, (flow, steps) => {
        const job = play(flow, steps);
        finish(job);
        expect(historyFaults(job.history)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("a report that comes again changes nothing (D5, D7)", () => {
    fc.assert(
      fc.property(anyFlow, script, (flow, steps) => {
        const job = play(flow, steps);
        for (const { ordinal, status } of job.state.tasks.slice()) {
          if (status !== "running") continue;
          job.emit(ordinal, { n: 1 }, "twice");
          expect(job.emit(ordinal, { n: 2 }, "twice")).toEqual([]);
        }
      }),
    );
  });
});
