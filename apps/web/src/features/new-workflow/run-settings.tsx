"use client";

import type { ReactNode } from "react";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { Field } from "@/components/ui/field.tsx";
import { Input } from "@/components/ui/input.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { NumberField } from "@/features/new-workflow/number-field.tsx";
import type { RunOptions } from "@/features/new-workflow/run-options.ts";

export interface RunSettingsProps {
  readonly source: "blueprint" | "flow";
  readonly options: RunOptions;
  readonly onChange: (change: Partial<RunOptions>) => void;
  /** The button and what keeps it from being pressed. */
  readonly footer: ReactNode;
}

/** How it will run: how often, how wide, and what to do when something is slow or fails. */
export function RunSettings({ source, options, onChange, footer }: RunSettingsProps) {
  const common = { options, onChange };
  return (
    <Card aria-label="Run settings">
      <CardHeader>
        <CardTitle>Run</CardTitle>
      </CardHeader>
      <CardContent className="space-y-4">
        <div className="grid grid-cols-2 gap-3">
          <NumberField {...common} field="jobs" label="Jobs" hint="Independent runs." />
          <NumberField
            {...common}
            field="maxWorkers"
            label="Max workers"
            placeholder="Unlimited"
            hint="At once, over all jobs."
          />
        </div>
        <Field label="Name" hint={source === "flow" ? "Empty: the flow’s name." : "Empty: the blueprint’s name."}>
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              value={options.name}
              onChange={(event) => onChange({ name: event.target.value })}
            />
          )}
        </Field>
      </CardContent>
      <Disclosure title="Retries and timeouts">
        <div className="grid grid-cols-2 gap-3">
          <NumberField {...common} field="maxRetries" label="Max retries" placeholder="0" />
          <NumberField {...common} field="retryDelaySeconds" label="First delay" placeholder="1" unit="s" />
          {source === "blueprint" && (
            <>
              <NumberField {...common} field="connectTimeoutSeconds" label="Connect timeout" placeholder="5" unit="s" />
              <NumberField {...common} field="callTimeoutSeconds" label="Call timeout" placeholder="30" unit="s" />
            </>
          )}
          <NumberField {...common} field="attemptTimeoutSeconds" label="Attempt timeout" placeholder="None" unit="s" />
          <NumberField {...common} field="jobTimeoutSeconds" label="Job timeout" placeholder="None" unit="s" />
        </div>
      </Disclosure>
      {source === "blueprint" && (
        <Disclosure title="Services API key">
          <Field label="API key" hint="Sent to every service as a bearer token. Kept encrypted, never shown again.">
            {(control) => (
              <Input
                {...control}
                type="password"
                autoComplete="off"
                value={options.servicesApiKey}
                onChange={(event) => onChange({ servicesApiKey: event.target.value })}
              />
            )}
          </Field>
        </Disclosure>
      )}
      <div className="border-t p-4">{footer}</div>
    </Card>
  );
}
