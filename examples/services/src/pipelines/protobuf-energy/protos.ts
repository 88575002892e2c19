import { loadProtoService } from "@gantry/service-sdk/grpc";
import type { Analysis, Configuration, Readings, Report } from "../energy/energy-data.ts";

const file = (name: string): URL => new URL(`../../../proto/${name}.proto`, import.meta.url);

/** The services of the pipeline, by the proto files that its blueprint names. */
export const INPUT_PROVIDER = loadProtoService<Configuration>(file("input_provider1"));
export const DATA_GENERATOR = loadProtoService<Readings>(file("data_generator1"));
export const DATA_ANALYZER = loadProtoService<Analysis>(file("data_analyzer1"));
export const REPORT_GENERATOR = loadProtoService<Report>(file("report_generator1"));
