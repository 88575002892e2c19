import type { SubmissionFault } from "@gantry/contracts";
import type { z } from "zod";
import { displayName } from "./display-name.ts";
import type { FaultPath } from "./vertex.ts";

export type FaultDocument = SubmissionFault["document"];

interface FaultOptions {
  readonly nodeKeys?: readonly string[];
  readonly severity?: SubmissionFault["severity"];
}

export function createFault(
  document: FaultDocument,
  path: FaultPath,
  message: string,
  { nodeKeys = [], severity = "error" }: FaultOptions = {},
): SubmissionFault {
  return { document, path, message, nodeKeys: [...nodeKeys], severity };
}

/** What a schema has against a document: one fault per field. Messages never repeat a value, which may be a secret. */
export function faultsOfSchema(
  document: FaultDocument,
  error: z.ZodError,
  nodeKeysAt: (path: FaultPath) => readonly string[] = () => [],
): SubmissionFault[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.filter((key) => typeof key !== "symbol");
    const nodeKeys = nodeKeysAt(path);
    if (issue.code !== "unrecognized_keys") return [createFault(document, path, issue.message, { nodeKeys })];
    return issue.keys.map((key) =>
      createFault(document, [...path, key], `Unknown field: ${displayName(key)}`, { nodeKeys }),
    );
  });
}

/** For `safeParse`: an absent field is said to be required, instead of being an undefined of the wrong type. */
export const absentIsRequired: z.core.ParseContext<z.core.$ZodIssue> = {
  error: (issue) => (issue.code === "invalid_type" && issue.input === undefined ? "is required" : undefined),
};
