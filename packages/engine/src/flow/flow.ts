import {
  AppError,
  type ConnectionDefinition,
  type ErrorPolicyOptions,
  type FlowDefinition,
  type JsonObject,
} from "@gantry/contracts";
import { validateConnection, validateFlow } from "../core/index.ts";
import type { Clock } from "../runtime/ports/clock.ts";
import { threadFaults } from "../threads/thread-faults.ts";
import { describeRoutine } from "./describe-routine.ts";
import { errorPolicy } from "./error-policy.ts";
import { FlowRunner } from "./flow-runner.ts";
import type { Job } from "./job.ts";
import type { OutputEvent } from "./output-event.ts";
import type { Routine } from "./routine.ts";
import type { Slot } from "./slot.ts";

export interface FlowOptions {
  readonly flowId: string;
  /** For people; default: the id. */
  readonly name?: string;
  readonly description?: string;
  /** Raise it when the Flow changes in a way that running Jobs must not see; default "1". */
  readonly version?: string;
  /** `sequential` (default): one activation at a time; `concurrent`: up to `maxWorkers`. */
  readonly executionStrategy?: "sequential" | "concurrent";
  /** Activations running at once, over all Jobs; default 5 when concurrent. */
  readonly maxWorkers?: number;
  /** Under a server: how many Jobs a submission runs that does not say; default 1. */
  readonly defaultJobs?: number;
  /** Limit of each Job that `execute` starts, ms; default none. */
  readonly executionTimeoutMs?: number | null;
  /** For Routines that say nothing themselves; default stop. */
  readonly errorPolicy?: ErrorPolicyOptions;
  /** Default 100,000. */
  readonly maxTasksPerJob?: number;
  readonly clock?: Clock;
}

export interface ConnectOptions {
  /** Renames keys on the way: `{ a: "z" }` delivers `a` as `z`. */
  readonly paramMapping?: Readonly<Record<string, string>>;
}

/** `Out` after a paramMapping. */
type Renamed<Out, Renames extends Readonly<Record<string, string>>> = {
  [Key in keyof Out as Key extends keyof Renames ? Renames[Key] : Key]: Out[Key];
};

/** Lets only what a Slot accepts compile. */
type Carrying<Sent, In> = Sent extends In ? unknown : never;

const DEFAULT_CONCURRENT_WORKERS = 5;
const DEFAULT_MAX_TASKS_PER_JOB = 100_000;

/**
 * Routines joined by Connections. Runs by itself, in memory (`execute`), or, registered with a server, durable and
 * visible. It is frozen by its first use: `definition`, `execute` or `validate` without faults.
 *
 * Source: seed 3, `Flow`.
 */
export class Flow implements AsyncDisposable {
  readonly flowId: string;
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly defaultJobs: number;
  readonly #options: FlowOptions;
  readonly #routines = new Map<string, Routine>();
  readonly #names = new Map<Routine, string>();
  readonly #connections: ConnectionDefinition[] = [];
  #definition: FlowDefinition | null = null;
  #runner: FlowRunner | null = null;
  #shutDown = false;

  constructor(options: FlowOptions) {
    this.flowId = options.flowId;
    this.name = options.name ?? options.flowId;
    this.description = options.description ?? "";
    this.version = options.version ?? "1";
    this.defaultJobs = options.defaultJobs ?? 1;
    this.#options = options;
  }

  get routines(): ReadonlyMap<string, Routine> {
    return this.#routines;
  }

  /**
   * @param id default: the class name, with a number when it is taken.
   * @returns the id.
   * @throws AppError `invalid_input` when the id or the instance is in the Flow already; `conflict` when it is frozen.
   */
  addRoutine(routine: Routine, id?: string): string {
    this.#assertOpen(`add a routine`);
    const name = id ?? this.#freeName(routine.implementation);
    if (this.#routines.has(name))
      throw new AppError("invalid_input", `Flow ${this.flowId} has a routine "${name}" already`);
    if (this.#names.has(routine)) {
      throw new AppError(
        "invalid_input",
        `This ${routine.implementation} is in flow ${this.flowId} already; make another instance`,
      );
    }
    this.#routines.set(name, routine);
    this.#names.set(routine, name);
    return name;
  }

  /** Joins an Event to a Slot. Checked at once: by the compiler in the first form, by name in the second. */
  connect<Out extends JsonObject & In, In>(event: OutputEvent<Out>, slot: Slot<In>): this;
  connect<Out extends JsonObject, const Renames extends Readonly<Record<string, string>>, In>(
    event: OutputEvent<Out> & Carrying<Renamed<Out, Renames>, In>,
    slot: Slot<In>,
    options: { readonly paramMapping: Renames },
  ): this;
  connect(source: string, event: string, target: string, slot: string, options?: ConnectOptions): this;
  connect(...args: readonly unknown[]): this {
    this.#assertOpen("connect routines");
    const connection = this.#connectionOf(args);
    const faults = validateConnection(this.#routines, connection);
    if (faults.length > 0) throw new AppError("invalid_input", faults.join("; "));
    this.#connections.push(connection);
    return this;
  }

  /** Every fault that keeps the Flow from running; [] when it is sound. */
  validate(): string[] {
    const isCount = Number.isSafeInteger(this.defaultJobs) && this.defaultJobs > 0;
    const fault = `defaultJobs must be a whole number above 0, not ${String(this.defaultJobs)}`;
    return [...validateFlow(this.#draft()), ...threadFaults(this.#routines), ...(isCount ? [] : [fault])];
  }

  /** The Flow as data. Freezes it. @throws AppError `invalid_input` naming every fault. */
  definition(): FlowDefinition {
    if (this.#definition) return this.#definition;
    const faults = this.validate();
    if (faults.length > 0) throw new AppError("invalid_input", `Flow ${this.flowId} cannot run: ${faults.join("; ")}`);
    this.#definition = this.#draft();
    for (const routine of this.#routines.values()) routine.freeze();
    return this.#definition;
  }

  /**
   * Starts one Job at `entry` (or several entries), in memory. Concurrent: resolves at once; sequential: when it has ended.
   * @throws AppError `invalid_input` for an unknown entry or one without a `trigger` Slot; `unavailable` after shutdown.
   */
  async execute(
    entry: string | readonly string[],
    params: JsonObject = {},
    options: { readonly timeoutMs?: number } = {},
  ): Promise<Job> {
    const names = typeof entry === "string" ? [entry] : entry;
    for (const name of names) this.#assertEntry(name);
    const entries = names.map((routine) => ({ routine, slot: ENTRY_SLOT, data: params }));
    const timeoutMs = options.timeoutMs ?? this.#options.executionTimeoutMs ?? null;
    const job = this.#started().execute(entries, timeoutMs);
    if (this.#options.executionStrategy !== "concurrent") await job.waitForCompletion();
    return job;
  }

  /** @returns true when every Job (or `job`) has ended, false at the timeout, which cancels nothing. */
  async waitForCompletion(options: { readonly timeoutMs?: number; readonly job?: Job } = {}): Promise<boolean> {
    if (options.job) return options.job.waitForCompletion(options);
    return (await this.#runner?.waitForAll(options.timeoutMs)) ?? true;
  }

  /** Ends the Flow: `wait` (default) runs what is queued first, otherwise it is cancelled. */
  async shutdown(options: { readonly wait?: boolean } = {}): Promise<void> {
    this.#shutDown = true;
    await this.#runner?.shutdown(options.wait ?? true);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  #started(): FlowRunner {
    if (this.#shutDown) throw new AppError("unavailable", `Flow ${this.flowId} was shut down; make a new one`);
    this.#runner ??= new FlowRunner(this, this.#options.clock);
    return this.#runner;
  }

  #draft(): FlowDefinition {
    const { executionStrategy, maxWorkers, maxTasksPerJob = DEFAULT_MAX_TASKS_PER_JOB } = this.#options;
    return {
      flowId: this.flowId,
      name: this.name,
      version: this.version,
      planned: false,
      routines: [...this.#routines].map(([name, routine]) => describeRoutine(name, routine)),
      connections: [...this.#connections],
      errorPolicy: errorPolicy(this.#options.errorPolicy ?? { strategy: "stop" }),
      maxWorkers: executionStrategy === "concurrent" ? (maxWorkers ?? DEFAULT_CONCURRENT_WORKERS) : 1,
      maxTasksPerJob,
    };
  }

  #connectionOf(args: readonly unknown[]): ConnectionDefinition {
    if (typeof args[0] === "string") {
      const [source, event, target, slot, options] = args as unknown as [
        string,
        string,
        string,
        string,
        ConnectOptions?,
      ];
      return { source, event, target, slot, ...mappingOf(options) };
    }
    const [event, slot, options] = args as unknown as [OutputEvent, Slot<never>, ConnectOptions?];
    return {
      source: this.#nameOf(event.routine),
      event: event.name,
      target: this.#nameOf(slot.routine),
      slot: slot.name,
      ...mappingOf(options),
    };
  }

  #nameOf(routine: Routine): string {
    const name = this.#names.get(routine);
    if (name === undefined) {
      throw new AppError(
        "invalid_input",
        `A ${routine.implementation} is not in flow ${this.flowId}: add it with addRoutine first`,
      );
    }
    return name;
  }

  #freeName(base: string): string {
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? base : `${base}${String(number)}`;
      if (!this.#routines.has(name)) return name;
    }
  }

  #assertEntry(name: string): void {
    const routine = this.#routines.get(name);
    if (!routine)
      throw new AppError(
        "invalid_input",
        `Flow ${this.flowId} has no routine "${name}"; it has ${[...this.#routines.keys()].join(", ")}`,
      );
    if (!routine.hasSlot(ENTRY_SLOT)) {
      throw new AppError("invalid_input", `Routine "${name}" cannot be an entry: it has no slot "${ENTRY_SLOT}"`);
    }
  }

  #assertOpen(what: string): void {
    if (this.#definition)
      throw new AppError("conflict", `Flow ${this.flowId} is frozen since its first use: ${what} before that`);
  }
}

/** The Slot by which a Job enters a Routine. */
export const ENTRY_SLOT = "trigger";

const mappingOf = (options: ConnectOptions | undefined): Pick<ConnectionDefinition, "paramMapping"> =>
  options?.paramMapping ? { paramMapping: { ...options.paramMapping } } : {};
