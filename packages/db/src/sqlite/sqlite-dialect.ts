import type { Dialect } from "../dialect.ts";

export const sqliteDialect: Dialect = {
  parameter: (n) => `?${n}`,
  rows: (n, shape, alias) => {
    const columns = Object.keys(shape).map((column) => `value ->> '$.${column}' AS "${column}"`);
    return `(SELECT ${columns.join(", ")} FROM json_each(?${n})) AS ${alias}`;
  },
  // There is one writer, and its transactions are serial.
  shareLock: () => "",
  nowMs: "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
  positionFunction: "instr",
};
