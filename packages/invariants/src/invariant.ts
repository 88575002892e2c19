/**
 * What must hold of everything that is stored, whatever died meanwhile (page "reliability"). Each is looked for by one
 * file, and cited by its number in code and tests.
 */
export const INVARIANTS = {
  I1: "An acknowledged submission exists, with all of its jobs, until it is deleted",
  I2: "Transitions are legal, and nothing but late results follows an end",
  I3: "A job's history is numbered 1, 2, 3 … without gaps",
  I4: "An ended job, and each of its tasks, has exactly one final event",
  I5: "A task has at most one running attempt, and its attempts are numbered 1, 2, 3 …",
  I6: "What lists show is the fold of the history that they claim to show",
  I7: "Progress is 0 to 100 and never falls within an attempt",
  I8: "Nothing runs before what it depends on has delivered",
  I9: "At no instant do more tasks run than the workflow's maxWorkers",
  I10: "Nothing is left of what was deleted, and every value that history refers to is there",
  I11: "A job's log is numbered 1, 2, 3 … without gaps",
  I12: "Enough of what ended has completed",
} as const;

export type InvariantId = keyof typeof INVARIANTS;

/** One place where an invariant does not hold. `subject` is the id of the Workflow, Job or Task. */
export interface InvariantFault {
  readonly invariant: InvariantId;
  readonly subject: string;
  readonly message: string;
}
