import type { DataReference as Reference, Blueprint as ParsedBlueprint, SubmissionFault } from "@gantry/contracts";
import { Blueprint, BLUEPRINT_TYPE, DataReference, Dockerinfo, JsonObject } from "@gantry/contracts";
import { z } from "zod";
import { readGraph } from "./blueprint-graph.ts";
import { checkGraph } from "./check-graph.ts";
import { displayName } from "./display-name.ts";
import { createFault } from "./faults.ts";
import { nodeKeysAt } from "./node-keys-at.ts";
import { readDocument } from "./read-document.ts";
import type { ServiceDirectory } from "./service-directory.ts";
import { readDirectory } from "./service-directory.ts";
import { SubmissionOptions } from "./submission-options.ts";
import type { VertexSettings } from "./unknown-vertices.ts";
import { faultsOfUnknownVertices } from "./unknown-vertices.ts";
import type { BlueprintGraph } from "./vertex.ts";

/** What is submitted, as parsed JSON that nobody has looked at. Options are camelCase. */
export interface SubmissionDocuments {
  readonly blueprint?: unknown;
  readonly dockerinfo?: unknown;
  /** DataReferences for the start nodes; absent: none. */
  readonly inputs?: unknown;
  /** By `container:operation`: what the operation gets as `parameters`. */
  readonly parameters?: unknown;
  readonly jobs?: unknown;
  readonly maxWorkers?: unknown;
  readonly retry?: unknown;
  readonly timeouts?: unknown;
}

/** All that could be read; what could not is empty, and among the faults. */
export interface SubmissionReading {
  readonly blueprint: ParsedBlueprint | null;
  readonly graph: BlueprintGraph | null;
  readonly services: ServiceDirectory;
  readonly inputs: readonly Reference[];
  readonly parameters: Readonly<Record<string, JsonObject>>;
  readonly options: SubmissionOptions;
  readonly faults: readonly SubmissionFault[];
}

const Inputs = z.array(DataReference);
const Parameters = z.record(z.string(), JsonObject);

/** Reads every document, however bad the others are, so that all faults are seen at once. */
export function readSubmission(
  documents: SubmissionDocuments,
  refuseHost: (host: string) => string | null,
): SubmissionReading {
  const { jobs, maxWorkers, retry, timeouts } = documents;
  const blueprint = readDocument(documents.blueprint, { document: "blueprint", schema: Blueprint, nodeKeysAt });
  const dockerinfo = readDocument(documents.dockerinfo, { document: "dockerinfo", schema: Dockerinfo });
  const inputs = readDocument(documents.inputs ?? [], { document: "inputs", schema: Inputs });
  const parameters = readDocument(documents.parameters ?? {}, { document: "parameters", schema: Parameters });
  const options = readDocument(
    { jobs, maxWorkers, retry, timeouts },
    { document: "submission", schema: SubmissionOptions },
  );

  const reading = blueprint.value && readGraph(blueprint.value);
  const graph = reading?.graph ?? null;
  const directory = dockerinfo.value && readDirectory(dockerinfo.value, graph, { refuseHost });
  const settings = vertexSettings(parameters.value ?? {}, options.value);
  return {
    blueprint: blueprint.value,
    graph,
    services: directory?.services ?? new Map<string, string>(),
    inputs: inputs.value ?? [],
    parameters: parameters.value ?? {},
    options: options.value ?? SubmissionOptions.parse({}),
    faults: [
      ...blueprint.faults,
      ...(blueprint.value ? typeWarnings(blueprint.value) : []),
      ...(reading?.faults ?? []),
      ...(graph ? checkGraph(graph) : []),
      ...dockerinfo.faults,
      ...(directory?.faults ?? []),
      ...inputs.faults,
      ...parameters.faults,
      ...options.faults,
      ...(graph ? faultsOfUnknownVertices(graph, settings) : []),
    ],
  };
}

function typeWarnings({ type }: ParsedBlueprint): SubmissionFault[] {
  if (type === BLUEPRINT_TYPE) return [];
  const message = `Unknown type "${displayName(type)}": it is read as ${BLUEPRINT_TYPE}`;
  return [createFault("blueprint", ["type"], message, { severity: "warning" })];
}

function vertexSettings(parameters: object, options: SubmissionOptions | null): VertexSettings[] {
  return [
    { document: "parameters", path: [], keys: Object.keys(parameters) },
    { document: "submission", path: ["retry", "nodes"], keys: Object.keys(options?.retry.nodes ?? {}) },
    { document: "submission", path: ["timeouts", "nodes"], keys: Object.keys(options?.timeouts.nodes ?? {}) },
  ];
}
