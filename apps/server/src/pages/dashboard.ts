import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Logger } from "@gantry/engine";
import type * as nextModule from "next";

/** Serves the pages; what it is not asked for it does not load. */
export interface Pages {
  /** Answers a request for a page or one of its files; never rejects. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Gets ready before the first page is asked for; never rejects. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

type NextApp = Awaited<ReturnType<typeof prepareNext>>;

/** The Next.js dashboard of `@gantry/web`, prepared in the background so that the API is up before it. */
export class Dashboard implements Pages {
  readonly #logger: Logger;
  #app: Promise<NextApp> | null = null;

  constructor(options: { readonly logger: Logger }) {
    this.#logger = options.logger;
  }

  /** Loads Next; if that fails, each page tries again. */
  async warmUp(): Promise<void> {
    await this.#prepare().catch((error: unknown) => this.#report(error));
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { handle } = await this.#prepare();
      await handle(request, response);
    } catch (error) {
      this.#report(error);
      if (response.headersSent) response.destroy();
      else answerUnavailable(response, error);
    }
  }

  async close(): Promise<void> {
    const app = await this.#app?.catch(() => null);
    await app?.close();
  }

  #prepare(): Promise<NextApp> {
    this.#app ??= prepareNext().catch((error: unknown) => {
      this.#app = null;
      throw error;
    });
    return this.#app;
  }

  #report(error: unknown): void {
    if (error instanceof DashboardMissingError) this.#logger.warn({}, error.message);
    else this.#logger.error({ err: error }, "A page could not be served");
  }
}

function answerUnavailable(response: ServerResponse, error: unknown): void {
  response.writeHead(503, { "content-type": "text/plain; charset=utf-8" });
  response.end(error instanceof DashboardMissingError ? error.message : "The dashboard is not available");
}

export class DashboardMissingError extends Error {
  constructor() {
    super("The dashboard is not built: run `npm run build` and start again. The API works without it.");
    this.name = "DashboardMissingError";
  }
}

/** Next's types speak of `default.default`; at run time its CommonJS module is the function itself. */
type CreateNext = (typeof nextModule)["default"]["default"];

async function prepareNext() {
  const dir = dirname(fileURLToPath(import.meta.resolve("@gantry/web/package.json")));
  if (!existsSync(join(dir, ".next", "BUILD_ID"))) throw new DashboardMissingError();
  const { default: createNext } = (await import("next")) as unknown as { readonly default: CreateNext };
  // Next adds an `upgrade` listener to the server that it is given: this one never listens.
  const app = createNext({ dev: false, dir, httpServer: createServer() });
  await app.prepare();
  return { handle: app.getRequestHandler(), close: () => app.close() };
}
