export interface PatienceOptions {
  /** Default: a timer of the browser. */
  readonly wait?: (ms: number) => Promise<void>;
}

/** Doubling from half a second: a server that restarts is noticed soon, one that is down is not bothered. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000, ...Array<number>(20).fill(5_000)];

const waitInBrowser = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Loads code of the page, again and again for two minutes while the server does not answer: what is loaded late shall
 * not break a page whose server is restarting. Anything else that goes wrong is thrown at once.
 */
export async function patiently<Part>(
  load: () => Promise<Part>,
  { wait = waitInBrowser }: PatienceOptions = {},
): Promise<Part> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await load();
    } catch (error) {
      if (!isUnanswered(error)) throw error;
      await wait(pauseMs);
    }
  }
  return load();
}

/** The bundler's word for a file that did not come. */
const isUnanswered = (error: unknown): boolean => error instanceof Error && error.name === "ChunkLoadError";
