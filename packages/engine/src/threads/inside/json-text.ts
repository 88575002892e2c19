/** @throws TypeError with the code of a bad input when `value` is not JSON; `owner` names it. */
export function jsonText(value: unknown, owner: string): string {
  let json: unknown; // not a string for what JSON does not know, whatever its type says
  let why = `it is ${typeof value}`;
  try {
    json = JSON.stringify(value);
  } catch (error) {
    why = error instanceof Error ? error.message : String(error);
  }
  if (typeof json === "string") return json;
  throw Object.assign(new TypeError(`${owner}: the data must be JSON, but ${why}`), { code: "invalid_input" });
}
