export interface FactProps {
  readonly label: string;
  /** null: not known yet. */
  readonly value: string | null;
  readonly hint: string;
  readonly title?: string;
}

/** One figure of a summary, inside a `dl`. */
export function Fact({ label, value, hint, title }: FactProps) {
  return (
    <div className="px-4 py-3" title={title}>
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd className="mt-1 text-lg leading-6 font-semibold tracking-tight tabular-nums">
        {value ?? <span className="text-muted-foreground">–</span>}
      </dd>
      <dd className="mt-0.5 truncate text-[0.6875rem] text-muted-foreground">{hint}</dd>
    </div>
  );
}
