/** How a column travels from JSON text into a table. */
export type ColumnType = "text" | "integer" | "bigint" | "double precision";

/** The columns that a bulk statement reads from each row of its JSON parameter. */
export type RowShape = Readonly<Record<string, ColumnType>>;

/** A row for a bulk statement: a value for each column of its shape, null or absent for NULL. */
export type Row<Shape extends RowShape = RowShape> = Readonly<Partial<Record<keyof Shape, unknown>>>;

/** Where the SQL of the two databases differs. Everything else is one text for both. */
export interface Dialect {
  /** The n-th parameter, from 1. */
  parameter(n: number): string;
  /** A FROM item of the rows in JSON parameter `n`, under the name `alias`. */
  rows(n: number, shape: RowShape, alias: string): string;
  /** The JSON text for such a parameter. */
  rowsText<Shape extends RowShape>(shape: Shape, rows: readonly Row<Shape>[]): string;
  /** Ends a SELECT whose rows of `alias` must not change until the commit. */
  shareLock(alias: string): string;
  /** The database's own clock, in epoch milliseconds: servers on several machines need one. */
  readonly nowMs: string;
  /** Function of (haystack, needle): where the needle begins, 0 when it is not there. */
  readonly positionFunction: string;
}

/** Column names, quoted, as an INSERT lists them. */
export const columnList = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(", ");
