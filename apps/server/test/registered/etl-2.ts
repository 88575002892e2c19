import { etlFlow } from "./etl.ts";

export const etl = etlFlow("2");
