import { AppError, type ErrorCode } from "@gantry/contracts";

/** One thing that is wrong with a serialised Flow. */
export interface FlowDocumentFault {
  /** Where in the document. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** The Routine that it is about. */
  readonly routine?: string;
}

/** More than anybody reads. */
const MAX_FAULTS = 1_000;
/** What one message holds; `details.faults` has the others. */
const MAX_TOLD = 20;

const messageOf = ({ message }: FlowDocumentFault): string => message;

/** Tells all `faults`: as text, each by `textOf`, and as `details.faults`. */
export function flowDocumentError(
  code: ErrorCode,
  prefix: string,
  faults: readonly FlowDocumentFault[],
  textOf = messageOf,
): AppError {
  const told = faults.slice(0, MAX_TOLD).map(textOf);
  if (faults.length > MAX_TOLD) told.push(`and ${String(faults.length - MAX_TOLD)} more`);
  return new AppError(code, `${prefix}${told.join("; ")}`, { details: { faults: faults.slice(0, MAX_FAULTS) } });
}
