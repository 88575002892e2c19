/**
 * The refs of all stored values (`{ ref, sizeBytes, preview }`) in a record of ours, such as a HistoryEvent. What is
 * `inline` is somebody's own data and not looked into.
 */
export function* storedRefsIn(record: unknown): Generator<string> {
  if (typeof record !== "object" || record === null || "inline" in record) return;
  if ("ref" in record && typeof record.ref === "string" && "sizeBytes" in record) yield record.ref;
  else for (const member of Object.values(record)) yield* storedRefsIn(member);
}
