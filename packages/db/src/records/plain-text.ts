/**
 * Text as both databases keep it: PostgreSQL takes neither NUL nor half a surrogate pair, so each becomes U+FFFD.
 * For columns of text; JSON text needs nothing, it escapes both.
 */
export const plainText = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, "\uFFFD");
