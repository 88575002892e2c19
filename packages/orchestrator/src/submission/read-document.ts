import type { SubmissionFault } from "@gantry/contracts";
import { isDeeperThan, MAX_JSON_DEPTH } from "@gantry/contracts";
import type { z } from "zod";
import type { FaultDocument } from "./faults.ts";
import { absentIsRequired, createFault, faultsOfSchema } from "./faults.ts";
import type { FaultPath } from "./vertex.ts";

interface DocumentReading<T> {
  /** null when it has faults. */
  readonly value: T | null;
  readonly faults: readonly SubmissionFault[];
}

interface DocumentOptions<T> {
  readonly document: FaultDocument;
  readonly schema: z.ZodType<T>;
  readonly nodeKeysAt?: (raw: unknown) => (path: FaultPath) => readonly string[];
}

/** Reads one uploaded document by its schema; never throws, however it is nested. */
export function readDocument<T>(raw: unknown, options: DocumentOptions<T>): DocumentReading<T> {
  const { document, schema, nodeKeysAt = () => () => [] } = options;
  if (raw === undefined || raw === null) {
    return { value: null, faults: [createFault(document, [], `${document} is required`)] };
  }
  // Schemas recurse: depth is checked before they see it.
  if (isDeeperThan(raw, MAX_JSON_DEPTH)) {
    const message = `must not be nested deeper than ${MAX_JSON_DEPTH} levels`;
    return { value: null, faults: [createFault(document, [], message)] };
  }
  const result = schema.safeParse(raw, absentIsRequired);
  if (result.success) return { value: result.data, faults: [] };
  return { value: null, faults: faultsOfSchema(document, result.error, nodeKeysAt(raw)) };
}
