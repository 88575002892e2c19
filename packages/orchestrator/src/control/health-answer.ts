const MAX_VERSION_CHARS = 64;

/** What a service says of itself beyond that it is well. */
export interface HealthAnswer {
  readonly version: string | null;
}

/** Reads any 2xx body: what is not JSON, or carries no version, says nothing, and that is fine. */
export function readHealthAnswer(body: string): HealthAnswer {
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    return { version: null };
  }
  const version = typeof answer === "object" && answer !== null && "version" in answer ? answer.version : null;
  return { version: typeof version === "string" || typeof version === "number" ? shown(String(version)) : null };
}

const shown = (version: string): string | null => {
  const text = version.trim().slice(0, MAX_VERSION_CHARS);
  return text === "" ? null : text;
};
