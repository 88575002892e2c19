import type { JobSummary } from "@gantry/contracts";
import type { HotJob } from "./hot-job.ts";

/** The Jobs of a Workflow in memory, by id, in the order of their index; and what is durable of each. */
export class JobTable {
  readonly #jobs = new Map<string, HotJob>();
  readonly #summaries = new Map<string, JobSummary>();
  #open = 0;

  /** Jobs that have not ended. */
  get openCount(): number {
    return this.#open;
  }

  get all(): readonly HotJob[] {
    return [...this.#jobs.values()];
  }

  /** The durable present of each. */
  get summaries(): readonly JobSummary[] {
    return [...this.#summaries.values()];
  }

  get(jobId: string): HotJob | undefined {
    return this.#jobs.get(jobId);
  }

  add(job: HotJob): void {
    this.#jobs.set(job.state.jobId, job);
    if (!job.ended) this.#open += 1;
    this.setSummary(job.summarize());
  }

  setSummary(summary: JobSummary): void {
    this.#summaries.set(summary.jobId, summary);
  }

  /** One of them has ended just now. */
  closeOne(): void {
    this.#open -= 1;
  }

  forget(jobId: string): void {
    this.#jobs.delete(jobId);
    this.#summaries.delete(jobId);
  }
}
