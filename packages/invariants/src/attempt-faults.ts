import type { HistoryEvent } from "@gantry/contracts";
import { stoppedTask } from "./event-kinds.ts";
import type { InvariantFault } from "./invariant.ts";

interface TaskCourse {
  /** Attempts so far. */
  attempts: number;
  /** The attempt that runs now; null: none. */
  running: number | null;
  percent: number;
}

/** I5 and I7: who ran when, and how its progress went, told by the events alone. */
export function attemptFaults(events: readonly HistoryEvent[]): InvariantFault[] {
  const faults: InvariantFault[] = [];
  const courses = new Map<string, TaskCourse>();
  for (const event of events) {
    const taskId = "taskId" in event ? event.taskId : null;
    if (taskId === null) continue;
    const course = courses.get(taskId) ?? { attempts: 0, running: null, percent: 0 };
    courses.set(taskId, course);
    faults.push(...step(course, event, taskId));
  }
  return faults;
}

function step(course: TaskCourse, event: HistoryEvent, taskId: string): InvariantFault[] {
  const faults: InvariantFault[] = [];
  const report = (invariant: "I5" | "I7", message: string): void => {
    faults.push({ invariant, subject: taskId, message: `seq ${event.seq}: ${message}` });
  };
  if (event.kind === "task_started") {
    if (course.running !== null)
      report("I5", `attempt ${event.attempt} starts while attempt ${course.running} still runs`);
    if (event.attempt !== course.attempts + 1)
      report("I5", `attempt ${event.attempt} starts where attempt ${course.attempts + 1} belongs`);
    course.attempts = event.attempt;
    course.running = event.attempt;
    course.percent = 0;
  } else if (event.kind === "task_progressed") {
    if (event.attempt !== course.running) report("I5", `attempt ${event.attempt} reports progress and does not run`);
    const percent = event.percent ?? course.percent;
    if (!(percent >= 0 && percent <= 100)) report("I7", `progress is ${percent}`);
    course.percent = Math.max(course.percent, percent);
  } else if (stoppedTask(event) === taskId) {
    course.running = null;
  }
  return faults;
}
