/** How the command ends: the table of docs/cli.md. */
export const EXIT = {
  /** Done; what was watched completed. */
  completed: 0,
  /** What was watched failed; a check found something wrong. */
  failed: 1,
  /** A wrong command line, or documents that are refused. */
  usage: 2,
  /** What was watched was cancelled. */
  cancelled: 3,
  /** There is no such thing, or nobody answers. */
  notFound: 4,
  /** A token is missing, or may not do this. */
  refused: 5,
  /** Its state does not allow it: it has ended already, say. */
  conflict: 6,
  /** A fault of Gantry's own. */
  internal: 70,
  /** Ctrl-C: nobody watches any more; what was watched goes on. */
  interrupted: 130,
  /** Whoever read the output went away. */
  brokenPipe: 141,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
