import { AppError, type JsonObject } from "@gantry/contracts";
import type { z } from "zod";
import { Routine } from "../flow/routine.ts";

/**
 * A Routine that its configuration describes whole: JSON, checked, and so at home in a serialised Flow. Built without
 * arguments, as a registry does it, it is configured afterwards by `setConfig`.
 */
export abstract class ConfiguredRoutine<Schema extends z.ZodType> extends Routine {
  readonly #schema: Schema;
  #settings: { readonly value: z.output<Schema> } | null = null;

  protected constructor(schema: Schema, config: z.input<Schema> | undefined) {
    super();
    this.#schema = schema;
    if (config !== undefined) this.setConfig(config as JsonObject);
  }

  /** Merges `config` in. @throws AppError `invalid_input` naming the option that is wrong. */
  override setConfig(config: JsonObject): this {
    super.setConfig(config);
    this.#settings = { value: this.#parse() };
    return this;
  }

  /** The checked configuration, defaults filled in. @throws AppError `invalid_input` when it is not complete. */
  protected get settings(): z.output<Schema> {
    this.#settings ??= { value: this.#parse() };
    return this.#settings.value;
  }

  #parse(): z.output<Schema> {
    const parsed = this.#schema.safeParse(this.config());
    if (parsed.success) return parsed.data;
    const faults = parsed.error.issues.map(({ path, message }) => [...path, message].join(": ")).join("; ");
    throw new AppError("invalid_input", `${this.constructor.name} is not configured right: ${faults}`);
  }
}
