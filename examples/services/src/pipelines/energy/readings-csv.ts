import { Readings } from "./energy-data.ts";

const HEADER = "hour,wh";

export const toCsv = ({ hourly_wh }: Readings): string =>
  [HEADER, ...hourly_wh.map((wh, hour) => `${hour},${wh}`), ""].join("\n");

/** @throws Error for a table that `toCsv` has not written. */
export function fromCsv(text: string): Readings {
  const [header, ...rows] = text.trimEnd().split("\n");
  if (header !== HEADER) throw new Error(`Readings must be a table with the columns ${HEADER}`);
  return Readings.parse({ hourly_wh: rows.map((row) => Number(row.split(",")[1])) });
}
