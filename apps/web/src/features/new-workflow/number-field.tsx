"use client";

import { Field } from "@/components/ui/field.tsx";
import { Input } from "@/components/ui/input.tsx";
import {
  type NumberField as NumberFieldName,
  numberFault,
  type RunOptions,
} from "@/features/new-workflow/run-options.ts";

export interface NumberFieldProps {
  readonly field: NumberFieldName;
  readonly label: string;
  readonly options: RunOptions;
  readonly onChange: (change: Partial<RunOptions>) => void;
  readonly hint?: string;
  readonly placeholder?: string;
  /** Shown inside, after the number. */
  readonly unit?: string;
}

export function NumberField({ field, label, options, onChange, hint, placeholder, unit }: NumberFieldProps) {
  const text = options[field];
  return (
    <Field label={label} error={numberFault(field, text)} {...(hint === undefined ? {} : { hint })}>
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            className={unit === undefined ? "tabular-nums" : "pr-8 tabular-nums"}
            value={text}
            placeholder={placeholder}
            onChange={(event) => onChange({ [field]: event.target.value })}
          />
          {unit !== undefined && (
            <span
              aria-hidden
              className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-xs text-muted-foreground"
            >
              {unit}
            </span>
          )}
        </div>
      )}
    </Field>
  );
}
