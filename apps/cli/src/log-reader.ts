import { LogLevel, type LogLine } from "@gantry/contracts";
import { takeContinuation } from "@gantry/engine/core";
import type { GantryClient } from "./client/gantry-client.ts";
import { JobsView, type JobsListener } from "./live/jobs-view.ts";
import type { FollowOptions, LiveConnection } from "./live/live-connection.ts";

export interface LogReaderOptions {
  readonly client: GantryClient;
  readonly jobId: string;
  /** Only lines of this level and above. */
  readonly level: LogLevel | undefined;
  readonly print: (lines: readonly LogLine[]) => Promise<void>;
}

/**
 * One Job's log, each line once and in order.
 *
 * G1: `#position` is the logSeq up to which everything was printed or did not pass the filter. A line is taken only
 *     when it is the next; whatever is missing before it is read from the server, page by page.
 */
export class LogReader {
  readonly #options: LogReaderOptions;
  #position = 0;

  constructor(options: LogReaderOptions) {
    this.#options = options;
  }

  /** Prints what there is now. */
  async readAll(): Promise<void> {
    const { client, jobId, level, print } = this.#options;
    for await (const lines of client.logs(jobId, { afterLogSeq: this.#position, level })) {
      this.#position = lines.at(-1)?.logSeq ?? this.#position;
      await print(lines);
    }
  }

  /**
   * Prints what there is, and what comes, until the Job has ended or the signal is aborted.
   * @throws CliError when the server refuses; what `print` throws
   */
  async follow(live: LiveConnection, { signal, onConnection }: FollowOptions): Promise<void> {
    const done = new AbortController();
    const failures: unknown[] = [];
    let work = Promise.resolve();
    const enqueue = (step: () => Promise<void>): void => {
      work = work.then(step).catch((error: unknown) => {
        failures.push(error);
        done.abort();
      });
    };
    const listener: JobsListener = {
      logged: (lines, lastLogSeq) => enqueue(() => this.#take(lines, lastLogSeq, view)),
      settled: (now) => {
        if (now.hasEnded) enqueue(() => this.#finish(done));
      },
    };
    const view = new JobsView({ kind: "job", jobId: this.#options.jobId }, listener);
    await live.follow(view, {
      signal: AbortSignal.any([signal, done.signal]),
      ...(onConnection === undefined ? {} : { onConnection }),
    });
    await work;
    if (failures.length > 0) throw failures[0];
  }

  /** keeps G1: after a hole is filled from the server, everything up to `lastLogSeq` has been looked at. */
  async #take(lines: readonly LogLine[], lastLogSeq: number, view: JobsView): Promise<void> {
    const { fresh, gap } = takeContinuation(this.#position, lines, (line) => line.logSeq);
    this.#position = fresh.at(-1)?.logSeq ?? this.#position;
    const shown = fresh.filter((line) => this.#passes(line));
    if (shown.length > 0) await this.#options.print(shown);
    if (gap || lastLogSeq > this.#position) {
      await this.readAll();
      this.#position = Math.max(this.#position, lastLogSeq);
    }
    view.readTo(this.#position);
  }

  /** Lines that were written with the Job's last event are durable now. */
  async #finish(done: AbortController): Promise<void> {
    if (done.signal.aborted) return;
    await this.readAll();
    done.abort();
  }

  #passes(line: LogLine): boolean {
    const { level } = this.#options;
    return level === undefined || LogLevel.options.indexOf(line.level) >= LogLevel.options.indexOf(level);
  }
}
