import type { JsonObject, JsonValue, LogLevel } from "@gantry/contracts";
import type { ThreadContext } from "../thread-context.ts";
import type { CallMessage, Question, SwapAnswer } from "../thread-message.ts";
import { HeldProgress } from "./held-progress.ts";
import { jsonText } from "./json-text.ts";
import type { Line } from "./line.ts";
import { stopSignal } from "./stop-signal.ts";

/** The context of one call: it says or asks everything over the line, where the attempt's own context does it. */
export class CallContext implements ThreadContext {
  readonly workflowId: string;
  readonly jobId: string;
  readonly taskId: string;
  readonly attempt: number;
  readonly routine: string;
  readonly queuedAtMs: number;
  readonly activation: number;
  readonly config: JsonObject;
  readonly signal: AbortSignal;
  readonly #line: Line;
  readonly #events: readonly string[] | null;
  readonly #progress: HeldProgress;
  readonly #unanswered = new Set<Promise<unknown>>();

  constructor(line: Line, message: CallMessage) {
    this.workflowId = message.workflowId;
    this.jobId = message.jobId;
    this.taskId = message.taskId;
    this.attempt = message.attempt;
    this.routine = message.routine;
    this.queuedAtMs = message.queuedAtMs;
    this.activation = message.activation;
    this.config = message.config;
    this.#events = message.events;
    this.#line = line;
    this.#progress = new HeldProgress((report) => line.say({ kind: "progress", ...report }));
    const { signal, abort } = stopSignal(() => line.checkStop());
    this.signal = signal;
    line.begin(message.call, abort);
  }

  // Arrow functions: a handler may take them out of its context, `({ emit, log }) => …`

  readonly sharedData: ThreadContext["sharedData"] = {
    get: (key) => this.#ask({ kind: "get_data", key }),
    set: (key, value) => {
      const valueJson = jsonText(value, `Routine "${this.routine}", shared data "${key}"`);
      this.#line.say({ kind: "set_data", key, valueJson });
    },
  };

  readonly emit = (event: string, data: JsonObject, options: { readonly key?: string } = {}): void => {
    this.#assertEvent(event);
    const dataJson = jsonText(data, `Routine "${this.routine}", event "${event}"`);
    this.#line.say({ kind: "emit", event, dataJson, ...(options.key !== undefined && { key: options.key }) });
  };

  readonly log = (level: LogLevel, message: string, fields?: JsonObject): void => {
    const owner = `Routine "${this.routine}", fields of the log line "${message}"`;
    this.#line.say({ kind: "log", level, message, ...(fields && { fieldsJson: jsonText(fields, owner) }) });
  };

  readonly progress = (percent: number | null, message?: string, detail?: JsonObject): void => {
    const detailJson = detail && jsonText(detail, `Routine "${this.routine}", detail of its progress`);
    this.#progress.report({ percent, ...(message !== undefined && { message }), ...(detailJson && { detailJson }) });
  };

  readonly setStat = (name: string, value: number): void => this.#line.say({ kind: "set_stat", name, value });

  readonly getStat = (name: string, fallback = 0): Promise<number> =>
    this.#askNumber({ kind: "get_stat", name, fallback });

  readonly incrementStat = (name: string, by = 1): Promise<number> =>
    this.#askNumber({ kind: "increment_stat", name, by });

  readonly updateStat = (name: string, update: (value: number) => number): Promise<number> =>
    this.#awaited(this.#swapUntilFirst(name, update));

  readonly stats: ThreadContext["stats"] = () => this.#ask({ kind: "stats" }) as Promise<Record<string, number>>;

  readonly deferUntil = async (atMs: number): Promise<void> => {
    await this.#ask({ kind: "defer_until", atMs });
  };

  readonly sleep = async (delayMs: number): Promise<void> => {
    await this.#ask({ kind: "sleep", delayMs });
  };

  /** Resolves when everything that was asked is answered, whether or not the function awaited it. */
  async finish(): Promise<void> {
    while (this.#unanswered.size > 0) await Promise.allSettled(this.#unanswered);
  }

  /** Sends what is held back. */
  close(): void {
    this.#progress.flush();
  }

  #assertEvent(event: string): void {
    if (this.#events === null || this.#events.includes(event)) return;
    const known = this.#events.length === 0 ? "it has none" : `it has ${this.#events.join(", ")}`;
    throw new Error(`Routine "${this.routine}" has no event "${event}"; ${known}`);
  }

  async #swapUntilFirst(name: string, update: (value: number) => number): Promise<number> {
    for (let expected = await this.getStat(name); ;) {
      const next = update(expected);
      const { swapped, value } = (await this.#ask({ kind: "swap_stat", name, expected, next })) as SwapAnswer;
      if (swapped) return value;
      expected = value; // somebody else was faster
    }
  }

  #askNumber(question: Question): Promise<number> {
    return this.#ask(question) as Promise<number>;
  }

  #ask(question: Question): Promise<JsonValue | undefined> {
    return this.#awaited(this.#line.ask(question));
  }

  #awaited<T>(answer: Promise<T>): Promise<T> {
    this.#unanswered.add(answer);
    const forget = (): void => void this.#unanswered.delete(answer);
    answer.then(forget, forget);
    return answer;
  }
}
