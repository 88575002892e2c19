"use client";

import type { JsonValue } from "@gantry/contracts";
import { JsonView, defaultStyles } from "react-json-view-lite";
import "./json-tree.css";

const STYLES = {
  ...defaultStyles,
  container: "json-tree",
  basicChildStyle: "json-tree-child",
  childFieldsContainer: "json-tree-fields",
  label: "json-tree-key",
  clickableLabel: "json-tree-key json-tree-clickable",
  nullValue: "json-tree-null",
  undefinedValue: "json-tree-null",
  stringValue: "json-tree-string",
  booleanValue: "json-tree-literal",
  numberValue: "json-tree-number",
  otherValue: "json-tree-null",
  punctuation: "json-tree-punctuation",
  expandIcon: "json-tree-toggle json-tree-expand",
  collapseIcon: "json-tree-toggle json-tree-collapse",
  collapsedContent: "json-tree-more",
};

const OPEN_MAX_LEVEL = 3;
const OPEN_MAX_ITEMS = 6;
const OPEN_MAX_KEYS = 24;

/** Long lists and deep branches begin closed, so that a value is seen as a whole first. */
function beginsOpen(level: number, value: unknown): boolean {
  if (level === 0) return true;
  if (level > OPEN_MAX_LEVEL || typeof value !== "object" || value === null) return false;
  return Array.isArray(value) ? value.length <= OPEN_MAX_ITEMS : Object.keys(value).length <= OPEN_MAX_KEYS;
}

/** A JSON value as a tree; scalars stand alone. */
export function JsonTree({ value, label }: { readonly value: JsonValue; readonly label: string }) {
  if (value === null || typeof value !== "object") {
    return (
      <code className={`json-tree font-mono text-xs break-all whitespace-pre-wrap ${scalarClass(value)}`}>
        {JSON.stringify(value)}
      </code>
    );
  }
  return <JsonView data={value} style={STYLES} shouldExpandNode={beginsOpen} clickToExpandNode aria-label={label} />;
}

function scalarClass(value: string | number | boolean | null): string {
  if (value === null) return "json-tree-null";
  if (typeof value === "string") return "json-tree-string";
  return typeof value === "number" ? "json-tree-number" : "json-tree-literal";
}
