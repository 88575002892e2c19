import type { SqlQuery } from "@prisma/driver-adapter-utils";
import type { Statement } from "../database.ts";

/** A statement as a driver adapter takes it. */
export const toQuery = ({ sql, parameters }: Statement): SqlQuery => ({
  sql,
  args: [...parameters],
  argTypes: parameters.map(() => ({ scalarType: "string", arity: "scalar" })),
});
