import { createHash } from "node:crypto";
import type {
  ConnectionDefinition,
  ErrorPolicy,
  FlowDefinition,
  JsonObject,
  RoutineDefinition,
} from "@gantry/contracts";
import { MAX_BLUEPRINT_VERTICES } from "@gantry/contracts";
import type { ServiceCallSettings, ServiceRoutineConfig } from "../service-settings.ts";
import { SERVICE_IMPLEMENTATION } from "../service-settings.ts";
import type { ServiceDirectory } from "./service-directory.ts";
import type { RetryLimits, SubmissionOptions } from "./submission-options.ts";
import type { BlueprintGraph, Vertex } from "./vertex.ts";

/** The Slot and the Event of every vertex, and the one key of its messages. */
export const INPUT_SLOT = "input";
export const OUTPUT_EVENT = "output";
export const REFERENCE_PARAM = "reference";

export interface FlowParts {
  readonly name: string;
  readonly version: string;
  readonly graph: BlueprintGraph;
  readonly services: ServiceDirectory;
  /** By vertex key. */
  readonly parameters: ReadonlyMap<string, JsonObject>;
  readonly options: SubmissionOptions;
  readonly calls: ServiceCallSettings;
}

/**
 * The Flow that a Blueprint's graph is: a Routine per vertex, which waits for all its parents and hands its output on.
 * Pure: the same parts give the same Flow, its id included.
 */
export function compileFlow(parts: FlowParts): FlowDefinition {
  const flow: Omit<FlowDefinition, "flowId"> = {
    name: parts.name,
    version: parts.version,
    planned: true,
    routines: parts.graph.vertices.map((vertex) => compileVertex(vertex, parts)),
    connections: parts.graph.edges.map(({ from, to }): ConnectionDefinition => ({
      source: from.key,
      event: OUTPUT_EVENT,
      target: to.key,
      slot: INPUT_SLOT,
    })),
    errorPolicy: compileErrorPolicy(parts.options.retry),
    maxWorkers: parts.options.maxWorkers,
    maxTasksPerJob: MAX_BLUEPRINT_VERTICES,
  };
  const digest = createHash("sha256").update(JSON.stringify(flow)).digest("hex");
  return { flowId: `flow_${digest.slice(0, 12)}`, ...flow };
}

function compileVertex(vertex: Vertex, { services, parameters, options, calls }: FlowParts): RoutineDefinition {
  const ownTimeouts = ownValue(options.timeouts.nodes, vertex.key);
  const timeouts = override(options.timeouts, ownTimeouts);
  const polling = override(override(calls.polling, options.timeouts.polling), ownTimeouts?.polling);
  const retry = ownValue(options.retry.nodes, vertex.key);
  const config: ServiceRoutineConfig = {
    containerName: vertex.containerName,
    operation: vertex.operation,
    nodeType: vertex.nodeType,
    image: vertex.image,
    baseUrl: services.get(vertex.containerName) ?? "",
    parameters: parameters.get(vertex.key) ?? {},
    connectTimeoutMs: timeouts.connectMs ?? calls.connectTimeoutMs,
    callTimeoutMs: timeouts.callMs ?? calls.callTimeoutMs,
    polling,
  };
  return {
    name: vertex.key,
    execution: "service",
    implementation: SERVICE_IMPLEMENTATION,
    config,
    slots: [{ name: INPUT_SLOT, mergeStrategy: "append", activation: { kind: "all" } }],
    events: [{ name: OUTPUT_EVENT, outputParams: [REFERENCE_PARAM] }],
    errorPolicy: retry === undefined ? null : compileErrorPolicy(override(options.retry, retry)),
    attemptTimeoutMs: timeouts.attemptMs ?? null,
  };
}

/** A Blueprint's default is no retry: services of the field need not be safe to call twice. */
function compileErrorPolicy(retry: RetryLimits): ErrorPolicy {
  const { maxRetries = 0, retryDelayMs = 1_000, backoffFactor = 2, jitterRatio = 0 } = retry;
  const strategy = maxRetries > 0 ? "retry" : "stop";
  return { strategy, maxRetries, retryDelayMs, backoffFactor, jitterRatio, onExhausted: "stop" };
}

/** `base` with what `own` says; a setting that is undefined there is not said. */
function override<T extends object>(base: T, own: { readonly [K in keyof T]?: T[K] | undefined } | undefined): T {
  const said = Object.entries(own ?? {}).filter(([, value]) => value !== undefined);
  return { ...base, ...Object.fromEntries(said) };
}

/** Keys come from uploads: `constructor` names nothing here. */
const ownValue = <T>(values: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(values, key) ? values[key] : undefined;
