import type { JobStatus, TaskStatus } from "@gantry/contracts";
import type { Console, Style } from "./console.ts";

/** Never colour alone: each status has its mark and its word. */
const MARKS: Readonly<Record<JobStatus | TaskStatus, { readonly mark: string; readonly style: Style }>> = {
  pending: { mark: "○", style: "dim" },
  running: { mark: "●", style: "blue" },
  paused: { mark: "‖", style: "yellow" },
  completed: { mark: "✔", style: "green" },
  failed: { mark: "✘", style: "red" },
  cancelled: { mark: "⊘", style: "magenta" },
  skipped: { mark: "↷", style: "dim" },
};

export const markOf = (status: JobStatus | TaskStatus): string => MARKS[status].mark;

export const styleOf = (status: JobStatus | TaskStatus): Style => MARKS[status].style;

export function statusText(console: Console, status: JobStatus | TaskStatus): string {
  const { mark, style } = MARKS[status];
  return console.style(style, `${mark} ${status}`);
}
