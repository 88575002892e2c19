import type { JsonObject } from "@gantry/contracts";
import { StageRoutine } from "./stage-routine.ts";

/** What the stages pass on. A measurement is valid from 0 to 100. */
export type GeneratedData = { readonly values: number[] };
export type ProcessedData = { readonly values: number[]; readonly unit: string };
export type ValidatedData = { readonly values: number[]; readonly rejected: number };
export type AggregatedData = {
  readonly count: number;
  readonly rejected: number;
  readonly sum: number;
  readonly mean: number;
};
export type ReportedData = AggregatedData & { readonly summary: string };

const MEASUREMENTS = 12;
const LARGEST_VALID = 100;

/** Generates the measurements of one Job. */
export class DataSourceRoutine extends StageRoutine<JsonObject, GeneratedData> {
  constructor() {
    super({ slot: "trigger", durationMs: 100, done: "generated", work: generate, outputParams: ["values"] });
  }
}

/** Brings them to one unit. */
export class DataProcessorRoutine extends StageRoutine<GeneratedData, ProcessedData> {
  constructor() {
    super({ slot: "input", durationMs: 150, done: "processed", work: toPercent, outputParams: ["values", "unit"] });
  }
}

/** Sorts out what cannot be. */
export class DataValidatorRoutine extends StageRoutine<ProcessedData, ValidatedData> {
  constructor() {
    super({ slot: "input", durationMs: 120, done: "validated", work: validate, outputParams: ["values", "rejected"] });
  }
}

/** Reduces them to a few figures. */
export class DataAggregatorRoutine extends StageRoutine<ValidatedData, AggregatedData> {
  constructor() {
    const outputParams = ["count", "rejected", "sum", "mean"] as const;
    super({ slot: "input", durationMs: 180, done: "aggregated", work: aggregate, outputParams });
  }
}

/** Writes the final report. */
export class DataReporterRoutine extends StageRoutine<AggregatedData, ReportedData> {
  constructor() {
    super({ slot: "input", durationMs: 100, done: "reported", work: report, outputParams: ["summary"] });
  }
}

/** A few of them too large, so that the validator has something to do. */
function generate(): GeneratedData {
  return { values: Array.from({ length: MEASUREMENTS }, () => Math.round(Math.random() * 1_200) / 1_000) };
}

function toPercent({ values }: GeneratedData): ProcessedData {
  return { values: values.map((value) => Math.round(value * 1_000) / 10), unit: "%" };
}

function validate({ values }: ProcessedData): ValidatedData {
  const valid = values.filter((value) => value >= 0 && value <= LARGEST_VALID);
  return { values: valid, rejected: values.length - valid.length };
}

/** Count, sum and mean, to one decimal. */
export function aggregate({ values, rejected }: ValidatedData): AggregatedData {
  const sum = values.reduce((total, value) => total + value, 0);
  const mean = values.length === 0 ? 0 : sum / values.length;
  return { count: values.length, rejected, sum: Math.round(sum * 10) / 10, mean: Math.round(mean * 10) / 10 };
}

function report({ count, rejected, sum, mean }: AggregatedData): ReportedData {
  const summary = `${count} valid measurements, ${rejected} rejected; mean ${mean} %`;
  return { count, rejected, sum, mean, summary };
}
