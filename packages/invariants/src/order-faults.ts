import type { FlowDefinition, HistoryEvent, HistoryEventOf } from "@gantry/contracts";
import { endedTask } from "./event-kinds.ts";
import type { InvariantFault } from "./invariant.ts";

/** How many messages a Slot got by a Connection (null: as the Job's entry). */
const wayInto = (routine: string, slot: string, connection: number | null): string =>
  `${String(connection)}>${routine}.${slot}`;

/**
 * I8: every activation takes messages that had been delivered to it and to nobody before; and in a planned Flow no
 * Task starts before those that it depends on have ended.
 */
export function orderFaults(flow: FlowDefinition, events: readonly HistoryEvent[]): InvariantFault[] {
  const course = new DeliveryCourse(flow);
  return events.flatMap((event) => course.take(event));
}

class DeliveryCourse {
  readonly #parents: ReadonlyMap<string, readonly string[]>;
  readonly #delivered = new Map<string, number>();
  readonly #endedRoutines = new Set<string>();
  readonly #routineOf = new Map<string, string>();

  constructor(flow: FlowDefinition) {
    const parents = new Map<string, string[]>();
    for (const { source, target } of flow.planned ? flow.connections : []) {
      parents.set(target, [...(parents.get(target) ?? []), source]);
    }
    this.#parents = parents;
  }

  take(event: HistoryEvent): InvariantFault[] {
    const ended = endedTask(event);
    if (ended !== null) this.#endedRoutines.add(this.#routineOf.get(ended) ?? "");
    switch (event.kind) {
      case "job_created":
        for (const { routine, slot } of event.entries) this.#deliver(wayInto(routine, slot, null));
        return [];
      case "emitted":
        for (const { routine, slot, connection } of event.deliveries) this.#deliver(wayInto(routine, slot, connection));
        return [];
      case "task_queued":
        this.#routineOf.set(event.taskId, event.routine);
        return this.#activation(event);
      case "task_started":
        return this.#start(event);
      default:
        return [];
    }
  }

  #deliver(way: string): void {
    this.#delivered.set(way, (this.#delivered.get(way) ?? 0) + 1);
  }

  /** What it takes is named by its parts, or by what it consumes; a collecting Slot's own list is counted by the fold. */
  #activation(event: HistoryEventOf<"task_queued">): InvariantFault[] {
    const { input, consumes, routine, slot, taskId, seq } = event;
    const taken = input.kind === "override" ? input.parts.map((part) => part.connection) : consumes;
    return taken.flatMap((connection) => {
      const way = wayInto(routine, slot, connection);
      const left = (this.#delivered.get(way) ?? 0) - 1;
      this.#delivered.set(way, left);
      if (left >= 0) return [];
      const from = connection === null ? "the job's entry" : `connection ${connection}`;
      return [fault(taskId, `seq ${seq}: it takes a message of ${from} that was not delivered to ${routine}.${slot}`)];
    });
  }

  #start({ taskId, seq }: HistoryEventOf<"task_started">): InvariantFault[] {
    const parents = this.#parents.get(this.#routineOf.get(taskId) ?? "") ?? [];
    return parents
      .filter((parent) => !this.#endedRoutines.has(parent))
      .map((parent) => fault(taskId, `seq ${seq}: it starts before ${parent} has ended`));
  }
}

const fault = (subject: string, message: string): InvariantFault => ({ invariant: "I8", subject, message });
