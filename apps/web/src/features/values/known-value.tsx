import type { JsonValue } from "@gantry/contracts";
import { carriedJson } from "./carried-json.ts";
import { JsonTree } from "./json-tree.tsx";

/** A value that is here: as a tree; one that a service wrapped into a reference is shown unwrapped first. */
export function KnownValue({ value, label }: { readonly value: JsonValue; readonly label: string }) {
  const carried = carriedJson(value);
  if (carried === undefined) return <JsonTree value={value} label={label} />;
  return (
    <>
      <JsonTree value={carried} label={label} />
      <details className="mt-1.5 text-xs">
        <summary className="w-fit cursor-pointer rounded-sm text-muted-foreground hover:text-foreground">
          Reference as the service sent it
        </summary>
        <div className="mt-1.5">
          <JsonTree value={value} label={`${label}, as sent`} />
        </div>
      </details>
    </>
  );
}
