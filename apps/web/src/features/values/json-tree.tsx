"use client";

import type { JsonValue } from "@gantry/contracts";
import { JsonView, collapseAllNested, defaultStyles } from "react-json-view-lite";
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

const SMALL_TREE_MAX_CHARS = 600;

/** A JSON value as a tree: small ones open, large ones open at the first level. Scalars stand alone. */
export function JsonTree({ value, label }: { readonly value: JsonValue; readonly label: string }) {
  if (value === null || typeof value !== "object") {
    return <code className={`json-tree font-mono text-xs break-all whitespace-pre-wrap ${scalarClass(value)}`}>{JSON.stringify(value)}</code>;
  }
  const small = JSON.stringify(value).length <= SMALL_TREE_MAX_CHARS;
  return <JsonView data={value} style={STYLES} shouldExpandNode={small ? () => true : collapseAllNested} clickToExpandNode aria-label={label} />;
}

function scalarClass(value: string | number | boolean | null): string {
  if (value === null) return "json-tree-null";
  if (typeof value === "string") return "json-tree-string";
  return typeof value === "number" ? "json-tree-number" : "json-tree-literal";
}
