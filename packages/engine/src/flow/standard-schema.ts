/**
 * What zod, valibot, arktype and others offer alike, so that a Slot or an Event takes a schema of any of them.
 *
 * Source: standardschema.dev, version 1, as far as it is needed here.
 */
export interface StandardSchema<Output = unknown> {
  readonly "~standard": {
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
}

type SchemaResult<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly SchemaIssue[] };

interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

type Checked<Output> = { readonly ok: true; readonly value: Output } | { readonly ok: false; readonly faults: string };

/** `faults`: one clause per fault, with its path: `items.0.price: expected number, received string`. */
export async function checkAgainst<Output>(schema: StandardSchema<Output>, value: unknown): Promise<Checked<Output>> {
  return toChecked(await schema["~standard"].validate(value));
}

/** As `checkAgainst`, for where nobody can wait. @throws TypeError for a schema that checks asynchronously. */
export function checkAgainstNow<Output>(schema: StandardSchema<Output>, value: unknown): Checked<Output> {
  const result = schema["~standard"].validate(value);
  if (result instanceof Promise) throw new TypeError("its schema checks asynchronously, and emit does not wait");
  return toChecked(result);
}

function toChecked<Output>(result: SchemaResult<Output>): Checked<Output> {
  if (!result.issues) return { ok: true, value: result.value };
  return { ok: false, faults: result.issues.map(toClause).join("; ") };
}

function toClause({ message, path = [] }: SchemaIssue): string {
  const keys = path.map((step) => String(typeof step === "object" ? step.key : step));
  return keys.length === 0 ? message : `${keys.join(".")}: ${message}`;
}
