import {
  AppError,
  isTerminal,
  FLOW_FORMAT,
  type ConnectionDefinition,
  type FlowDefinition,
  type FlowDocument,
  type JsonObject,
} from "@gantry/contracts";
import { validateConnection, validateFlow } from "../core/index.ts";
import { threadFaults } from "../threads/thread-faults.ts";
import { connectionOf, type Carrying, type ConnectOptions, type Renamed } from "./connection.ts";
import { describeRoutine } from "./describe-routine.ts";
import { errorPolicy } from "./error-policy.ts";
import { parseFlowDocument } from "./flow-document.ts";
import { isTimeout, optionFaults, type FlowOptions } from "./flow-options.ts";
import { FlowRunner } from "./flow-runner.ts";
import type { Job } from "./job.ts";
import type { OutputEvent } from "./output-event.ts";
import { rebuildRoutines } from "./rebuild-routines.ts";
import type { RoutineRegistry } from "./routine-registry.ts";
import { Routine } from "./routine.ts";
import type { SavedJob } from "./saved-job.ts";
import type { Slot } from "./slot.ts";

const DEFAULT_CONCURRENT_WORKERS = 5;
const DEFAULT_MAX_TASKS_PER_JOB = 100_000;

/**
 * Routines joined by Connections. Runs by itself, in memory (`execute`), or, registered with a server, durable and
 * visible. It is frozen by its first use: `definition`, `serialize` or `execute`.
 *
 * Source: seed 3, `Flow`.
 */
export class Flow implements AsyncDisposable {
  readonly flowId: string;
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly defaultJobs: number;
  /** Limit of each Job, ms; null: none. */
  readonly executionTimeoutMs: number | null;
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
    this.executionTimeoutMs = options.executionTimeoutMs ?? null;
    this.#options = options;
  }

  get routines(): ReadonlyMap<string, Routine> {
    return this.#routines;
  }

  /**
   * @param id default: the class name, with a number when it is taken.
   * @returns the id.
   * @throws AppError `invalid_input` when the id is empty, or it or the instance is in the Flow already; `conflict` when it
   * is frozen.
   */
  addRoutine(routine: Routine, id?: string): string {
    this.#assertOpen(`add a routine`);
    if (!(routine instanceof Routine))
      throw new AppError("invalid_input", `Flow ${this.flowId}: addRoutine takes an instance of a Routine`);
    const name = id ?? this.#freeName(routine.implementation);
    if (name === "") throw new AppError("invalid_input", `Flow ${this.flowId}: a routine's id must not be empty`);
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
    const connection = connectionOf(args, (routine) => this.#nameOf(routine));
    const faults = validateConnection(this.#routines, connection);
    if (faults.length > 0) throw new AppError("invalid_input", faults.join("; "));
    this.#connections.push(connection);
    return this;
  }

  /** Every fault that keeps the Flow from running; [] when it is sound. */
  validate(): string[] {
    return [...optionFaults(this.#options), ...validateFlow(this.#draft()), ...threadFaults(this.#routines)];
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
   * @throws AppError `invalid_input` for no entry, an unknown one, one without a `trigger` Slot, or a timeout that is not
   * above 0; `unavailable` after shutdown.
   */
  async execute(
    entry: string | readonly string[],
    params: JsonObject = {},
    options: { readonly timeoutMs?: number } = {},
  ): Promise<Job> {
    const names = typeof entry === "string" ? [entry] : entry;
    if (names.length === 0)
      throw new AppError("invalid_input", `Flow ${this.flowId}: execute needs at least one entry`);
    for (const name of names) this.#assertEntry(name);
    const entries = names.map((routine) => ({ routine, slot: ENTRY_SLOT, data: params }));
    const timeoutMs = options.timeoutMs ?? this.executionTimeoutMs;
    if (!isTimeout(timeoutMs))
      throw new AppError("invalid_input", `Flow ${this.flowId}: timeoutMs must be above 0, not ${String(timeoutMs)}`);
    const job = this.#started().execute(entries, timeoutMs);
    if (this.#options.executionStrategy !== "concurrent") await job.waitForCompletion();
    return job;
  }

  /** @returns true when every Job (or `job`) has ended, also after shutdown; false at the timeout, which cancels nothing. */
  async waitForCompletion(options: { readonly timeoutMs?: number; readonly job?: Job } = {}): Promise<boolean> {
    if (options.job) return options.job.waitForCompletion(options);
    return (await this.#runner?.waitForAll(options.timeoutMs)) ?? true;
  }

  /** Pauses one Job, or all: nothing new of it starts, what runs finishes. Without effect on a Job that is over. */
  pause(job?: Job, reason?: string): void {
    for (const each of this.#openOr(job)) each.pause(reason);
  }

  /** Resumes one Job, or all: every waiting message is delivered, once. */
  resume(job?: Job): void {
    for (const each of this.#openOr(job)) each.resume();
  }

  /** Cancels one Job, or all: returns at once, tells running handlers to stop, starts nothing more. */
  cancel(job?: Job, reason?: string): void {
    for (const each of this.#openOr(job)) each.cancel(reason);
  }

  /**
   * Goes on with a Job that was saved (`saveJobState`, `Job.serialize`), here or in another process, paused or not. Each
   * message is delivered once; what was running when it was saved is run again, as after a crash.
   * @throws AppError `conflict` when it is of another Flow or version, has ended, or runs here already; `unavailable`
   * after shutdown.
   */
  async resumeJob(saved: SavedJob, options: { readonly timeoutMs?: number } = {}): Promise<Job> {
    const { flowId, flowVersion, state } = saved;
    if (flowId !== this.flowId || flowVersion !== this.version) {
      const [theirs, ours] = [`flow ${flowId}, version ${flowVersion}`, `flow ${this.flowId}, version ${this.version}`];
      throw new AppError("conflict", `Job ${state.jobId} is of ${theirs}; this is ${ours}`);
    }
    if (isTerminal(state.status)) throw new AppError("conflict", `Job ${state.jobId} is ${state.status} already`);
    const job = await this.#started().resume(saved, options.timeoutMs ?? this.executionTimeoutMs);
    if (this.#options.executionStrategy !== "concurrent") await job.waitForCompletion();
    return job;
  }

  /** The Routines of a class or one derived from it, with their ids, in the order in which they were added. */
  findRoutinesByType<R extends Routine>(
    type: abstract new (...args: never[]) => R,
  ): (readonly [id: string, routine: R])[] {
    return [...this.#routines].flatMap(([id, routine]) => (routine instanceof type ? [[id, routine] as const] : []));
  }

  /** The Flow as JSON, without its code; every wire by Routine id. Freezes it. @throws AppError `invalid_input` naming every fault. */
  serialize(): FlowDocument {
    const { executionStrategy = "sequential" } = this.#options;
    const { description, defaultJobs, executionTimeoutMs } = this;
    const definition = structuredClone(this.definition());
    return { format: FLOW_FORMAT, description, executionStrategy, executionTimeoutMs, defaultJobs, definition };
  }

  /**
   * Builds a Flow from what `serialize` gave (parsed JSON); the code of its Routines comes from `registry`.
   * @throws AppError with everything that is wrong, also as `details.faults` (path, message): `invalid_input` for what is
   * no serialised Flow; `not_found` for a Routine that the registry does not have; `conflict` for one that has other
   * Slots or Events by now.
   */
  static deserialize(document: unknown, registry: RoutineRegistry, options: Pick<FlowOptions, "clock"> = {}): Flow {
    const { definition, ...rest } = parseFlowDocument(document);
    const { flowId, name, version, maxWorkers, maxTasksPerJob, errorPolicy: policy, connections } = definition;
    const limits = { maxTasksPerJob, ...(maxWorkers === null ? {} : { maxWorkers }) };
    const flow = new Flow({ ...rest, flowId, name, version, ...limits, errorPolicy: policy, ...options });
    for (const [id, routine] of rebuildRoutines(definition, registry)) flow.addRoutine(routine, id);
    for (const { source, event, target, slot, paramMapping } of connections)
      flow.connect(source, event, target, slot, paramMapping ? { paramMapping } : {});
    return flow;
  }

  /** Ends the Flow: `wait` (default) runs what is queued first, otherwise it is cancelled; so is a paused Job in any case. */
  async shutdown(options: { readonly wait?: boolean } = {}): Promise<void> {
    this.#shutDown = true;
    await this.#runner?.shutdown(options.wait ?? true);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  #openOr(job: Job | undefined): readonly Job[] {
    return job ? [job] : (this.#runner?.openJobs ?? []);
  }

  #started(): FlowRunner {
    if (this.#shutDown) throw new AppError("unavailable", `Flow ${this.flowId} was shut down; make a new one`);
    this.#runner ??= new FlowRunner(this, this.#options);
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
