/** The part of a validation error that is safe to tell: never the input itself, which may hold a key. */
export interface ValidationIssues {
  readonly issues: readonly {
    readonly code?: string | undefined;
    readonly path: readonly PropertyKey[];
    readonly message: string;
  }[];
}

/** One line for a person: each fault with its JSON path. */
export const describeIssues = ({ issues }: ValidationIssues): string =>
  issues.map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message)).join("; ");
