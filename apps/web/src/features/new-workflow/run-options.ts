/** What the number and secret fields hold, as typed. Empty means: not given. */
export interface RunOptions {
  readonly name: string;
  readonly jobs: string;
  readonly maxWorkers: string;
  readonly maxRetries: string;
  readonly retryDelaySeconds: string;
  readonly connectTimeoutSeconds: string;
  readonly callTimeoutSeconds: string;
  readonly attemptTimeoutSeconds: string;
  readonly jobTimeoutSeconds: string;
  readonly servicesApiKey: string;
}

export const DEFAULT_OPTIONS: RunOptions = {
  name: "",
  jobs: "1",
  maxWorkers: "",
  maxRetries: "",
  retryDelaySeconds: "",
  connectTimeoutSeconds: "",
  callTimeoutSeconds: "",
  attemptTimeoutSeconds: "",
  jobTimeoutSeconds: "",
  servicesApiKey: "",
};

interface NumberRule {
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
}

const COUNT: NumberRule = { min: 1, max: 10_000, isWhole: true };
/** A millisecond to 30 days, as the server allows. */
const SECONDS: NumberRule = { min: 0.001, max: 30 * 24 * 3_600, isWhole: false };

const RULES = {
  jobs: COUNT,
  maxWorkers: COUNT,
  maxRetries: { min: 0, max: 100, isWhole: true },
  retryDelaySeconds: SECONDS,
  connectTimeoutSeconds: SECONDS,
  callTimeoutSeconds: SECONDS,
  attemptTimeoutSeconds: SECONDS,
  jobTimeoutSeconds: SECONDS,
} as const satisfies Partial<Record<keyof RunOptions, NumberRule>>;

export type NumberField = keyof typeof RULES;
export const NUMBER_FIELDS = Object.keys(RULES) as readonly NumberField[];

/** Why a field's text is refused; null when it is fine. */
export function numberFault(field: NumberField, text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === "") return field === "jobs" ? "Say how many jobs to run." : null;
  const { min, max, isWhole } = RULES[field];
  const value = Number(trimmed);
  if (!Number.isFinite(value) || (isWhole && !Number.isInteger(value)))
    return isWhole ? "A whole number." : "A number.";
  if (value < min) return `At least ${min}.`;
  return value > max ? `At most ${max.toLocaleString("en-US")}.` : null;
}

const numberOf = (text: string): number | undefined => (text.trim() === "" ? undefined : Number(text));

const milliseconds = (seconds: string): number | undefined => {
  const value = numberOf(seconds);
  return value === undefined ? undefined : Math.round(value * 1000);
};

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is undefined; undefined when nothing is left. */
function present<T extends object>(values: T): Defined<T> | undefined {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Defined<T>);
}

/** The options as the API takes them, without what was not given. The fields must be free of faults. */
export function toSubmissionOptions(options: RunOptions) {
  const maxRetries = numberOf(options.maxRetries);
  const retryDelayMs = milliseconds(options.retryDelaySeconds);
  const retry = maxRetries === undefined ? undefined : { maxRetries, ...present({ retryDelayMs }) };
  const timeouts = present({
    connectMs: milliseconds(options.connectTimeoutSeconds),
    callMs: milliseconds(options.callTimeoutSeconds),
    attemptMs: milliseconds(options.attemptTimeoutSeconds),
    workflowMs: milliseconds(options.jobTimeoutSeconds),
  });
  return {
    jobs: numberOf(options.jobs) ?? 1,
    // An empty field says "unlimited", which is another thing than the Flow's own limit.
    maxWorkers: numberOf(options.maxWorkers) ?? null,
    ...present({
      name: options.name.trim() === "" ? undefined : options.name.trim(),
      servicesApiKey: options.servicesApiKey === "" ? undefined : options.servicesApiKey,
      retry,
      timeouts,
    }),
  };
}
