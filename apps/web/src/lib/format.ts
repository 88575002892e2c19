/**
 * The one place where numbers and times become text. Pure: the time zone is an argument
 * (`useTimeZone()` gives the chosen one), "now" as well. Times are epoch ms, durations ms.
 */

/** `local` is the browser's zone. */
export type TimeZoneChoice = "local" | "utc";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const zoneOption = (zone: TimeZoneChoice): { timeZone?: string } => (zone === "utc" ? { timeZone: "UTC" } : {});

const formatters = {
  time: new Map<string, Intl.DateTimeFormat>(),
  dateTime: new Map<string, Intl.DateTimeFormat>(),
};

// Making an Intl formatter costs 30-50 µs, using one costs 1: long tables would feel it.
function formatter(kind: keyof typeof formatters, zone: TimeZoneChoice, make: () => Intl.DateTimeFormat) {
  const known = formatters[kind].get(zone);
  if (known !== undefined) return known;
  const made = make();
  formatters[kind].set(zone, made);
  return made;
}

/** Time of day to the millisecond, 24 h: `14:03:07.120`. */
export function formatTime(atMs: number, zone: TimeZoneChoice): string {
  const format = formatter("time", zone, () => {
    return new Intl.DateTimeFormat("en-GB", {
      ...zoneOption(zone),
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      fractionalSecondDigits: 3,
    });
  });
  return format.format(atMs);
}

/** Date and time to the second: `21 Nov 2026, 14:03:07`, with ` UTC` where that zone was chosen. */
export function formatDateTime(atMs: number, zone: TimeZoneChoice): string {
  const format = formatter("dateTime", zone, () => {
    return new Intl.DateTimeFormat("en-GB", {
      ...zoneOption(zone),
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
  });
  return zone === "utc" ? `${format.format(atMs)} UTC` : format.format(atMs);
}

/** How long ago, in one unit: `just now`, `12 s ago`, `4 min ago`, `3 h ago`, `2 d ago`. A future time reads `in …`. */
export function formatRelative(atMs: number, nowMs: number): string {
  const distanceMs = Math.abs(nowMs - atMs);
  if (distanceMs < 2 * SECOND_MS) return "just now";
  const text = formatCoarseDuration(distanceMs);
  return atMs <= nowMs ? `${text} ago` : `in ${text}`;
}

/** A duration in one unit, for what is only known roughly: `12 s`, `4 min`, `3 h`, `2 d`. */
export function formatCoarseDuration(durationMs: number): string {
  if (durationMs < MINUTE_MS) return `${Math.floor(durationMs / SECOND_MS)} s`;
  if (durationMs < HOUR_MS) return `${Math.floor(durationMs / MINUTE_MS)} min`;
  if (durationMs < DAY_MS) return `${Math.floor(durationMs / HOUR_MS)} h`;
  return `${Math.floor(durationMs / DAY_MS)} d`;
}

/** A duration with as much detail as helps: `840 ms`, `6.2 s`, `1 min 05 s`, `2 h 08 min`, `3 d 4 h`. Negative reads as 0. */
export function formatDuration(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < SECOND_MS) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / SECOND_MS).toFixed(1)} s`;
  if (ms < HOUR_MS - 500) return twoUnits(Math.round(ms / SECOND_MS), 60, "min", "s");
  if (ms < DAY_MS - MINUTE_MS / 2) return twoUnits(Math.round(ms / MINUTE_MS), 60, "h", "min");
  const hours = Math.round(ms / HOUR_MS);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

function twoUnits(small: number, ratio: number, bigUnit: string, smallUnit: string): string {
  return `${Math.floor(small / ratio)} ${bigUnit} ${String(small % ratio).padStart(2, "0")} ${smallUnit}`;
}

/** Binary sizes: `812 B`, `8.0 KiB`, `1.4 MiB`. */
export function formatBytes(sizeBytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let size = sizeBytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? String(size) : size.toFixed(1)} ${units[unit] ?? "TiB"}`;
}

const counts = new Intl.NumberFormat("en-US");

/** Whole numbers with separators: `12,480`. */
export const formatCount = (count: number): string => counts.format(count);

/** `1 job`, `4 jobs`. `plural` where an s does not do. */
export const formatQuantity = (count: number, singular: string, plural = `${singular}s`): string =>
  `${formatCount(count)} ${count === 1 ? singular : plural}`;

/** 0-100 without a false 100 or 0: 99.7 reads `99%`, 0.2 reads `1%`. */
export function formatPercent(percent: number): string {
  if (percent > 0 && percent < 1) return "1%";
  return `${Math.floor(Math.min(100, Math.max(0, percent)))}%`;
}

/** Requests or Tasks per second: `0/s`, `0.4/s`, `12/s`. */
export function formatRate(perSecond: number): string {
  if (perSecond === 0) return "0/s";
  return `${perSecond < 10 ? perSecond.toFixed(1) : String(Math.round(perSecond))}/s`;
}
