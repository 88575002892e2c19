import { AppError, type ActivationPolicy, type JsonObject, type MergeStrategy } from "@gantry/contracts";
import { AttemptError, type MergeFunction } from "../runtime/ports/executor.ts";
import type { Routine } from "./routine.ts";
import type { ActivationOption, AnySlotOptions, NamedMergeStrategy, SlotHandler } from "./slot-options.ts";
import { checkAgainst, type StandardSchema } from "./standard-schema.ts";

const MERGE_STRATEGIES: readonly NamedMergeStrategy[] = ["override", "append", "list"];

/** A Routine's input. `Message` is what has to be sent to it. */
export class Slot<Message = JsonObject> {
  /** For the compiler alone. */
  declare readonly accepts: (message: Message) => void;
  readonly routine: Routine;
  readonly name: string;
  readonly handler: SlotHandler;
  readonly mergeStrategy: MergeStrategy;
  /** null unless the strategy is `custom`. */
  readonly merge: MergeFunction | null;
  readonly #activation: () => ActivationPolicy;
  readonly #schema: StandardSchema<JsonObject> | null;

  /** @throws AppError `invalid_input` for a merge strategy or activation that there is not, and a batch without a size. */
  constructor(routine: Routine, name: string, handler: SlotHandler, options: AnySlotOptions) {
    const { mergeStrategy = "override", activation = "each", schema = null } = options;
    if (typeof mergeStrategy !== "function" && !MERGE_STRATEGIES.includes(mergeStrategy)) {
      const where = `Routine ${routine.implementation}, slot "${name}"`;
      const known = MERGE_STRATEGIES.map((each) => `"${each}"`).join(", ");
      throw new AppError(
        "invalid_input",
        `${where}: mergeStrategy must be ${known} or a function, not "${mergeStrategy}"`,
      );
    }
    this.routine = routine;
    this.name = name;
    this.handler = handler;
    this.merge = typeof mergeStrategy === "function" ? (mergeStrategy as MergeFunction) : null;
    this.mergeStrategy = typeof mergeStrategy === "function" ? "custom" : mergeStrategy;
    this.#activation = this.#policyOf(activation);
    this.#schema = schema;
  }

  get activation(): ActivationPolicy {
    return this.#activation();
  }

  get hasSchema(): boolean {
    return this.#schema !== null;
  }

  /**
   * What the handler gets of a merged input: what the schema makes of it.
   * @throws AttemptError `invalid_payload` (not retryable) naming Routine, Slot and path.
   */
  async check(input: JsonObject): Promise<JsonObject> {
    if (!this.#schema) return input;
    const checked = await checkAgainst(this.#schema, input);
    if (checked.ok) return checked.value;
    const message = `Routine ${this.routine.implementation}, slot "${this.name}": ${checked.faults}`;
    throw new AttemptError("invalid_payload", message, { retryable: false });
  }

  #policyOf(activation: ActivationOption): () => ActivationPolicy {
    if (typeof activation === "function") return activation;
    if (typeof activation !== "string") return () => activation;
    const kind: string = activation; // whatever somebody without types passes
    if (kind === "each" || kind === "all") return () => ({ kind });
    const where = `Routine ${this.routine.implementation}, slot "${this.name}"`;
    const batch = '{ kind: "batch", size: 10 }';
    const why =
      kind === "batch"
        ? `a batch needs its size: ${batch}`
        : `activation must be "each", "all" or ${batch}, not "${kind}"`;
    throw new AppError("invalid_input", `${where}: ${why}`);
  }
}
