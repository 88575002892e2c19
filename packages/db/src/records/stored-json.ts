/**
 * Reads JSON text that this package wrote. The caller names its type, unchecked: it was one when it was written, and
 * a schema newer than the program is refused at start. To check it again, a load of 100,000 events would pay.
 */
export const fromJson = (text: string): unknown => JSON.parse(text);

/** As `fromJson`, for a column that may be NULL. */
export const fromNullableJson = (text: string | null): unknown => (text === null ? null : fromJson(text));

/** JSON text for a column that may be NULL. */
export const toNullableJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** Milliseconds as a BIGINT column takes them from JSON. */
export const toMs = (ms: number): number => Math.round(ms);
export const toNullableMs = (ms: number | null): number | null => (ms === null ? null : Math.round(ms));

/** Prisma gives BIGINT as bigint; milliseconds fit a number. */
export const fromMs = (ms: bigint): number => Number(ms);
export const fromNullableMs = (ms: bigint | null): number | null => (ms === null ? null : Number(ms));
