import type { Dialect } from "../dialect.ts";

export const postgresqlDialect: Dialect = {
  parameter: (n) => `$${n}`,
  rows: (n, shape, alias) => {
    const columns = Object.entries(shape).map(([column, type]) => `"${column}" ${type}`);
    return `json_to_recordset($${n}::json) AS ${alias}(${columns.join(", ")})`;
  },
  rowsText: (_shape, rows) => JSON.stringify(rows),
  shareLock: (alias) => `FOR SHARE OF ${alias}`,
  nowMs: "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)",
  positionFunction: "strpos",
};
