import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { openStore } from "@gantry/db";
import { systemClock } from "@gantry/engine";
import type { Logger } from "pino";
import { createActions } from "./application/create-actions.ts";
import { ThroughputMeter } from "./application/throughput-meter.ts";
import { WorkflowReader } from "./application/workflow-reader.ts";
import { createAuth } from "./auth/create-auth.ts";
import { BackgroundWork } from "./background.ts";
import type { ServerEnvironment } from "./env.ts";
import { createExecution } from "./execution.ts";
import { createHttpApp } from "./http/http-app.ts";
import { browserHost, closeHttp, listen } from "./http/listen.ts";
import { createEngineReader } from "./live/engine-reader.ts";
import { LiveHub } from "./live/live-hub.ts";
import { SocketServer } from "./live/socket-server.ts";
import { StoreFollower } from "./live/store-follower.ts";
import { loadModules } from "./modules/load-modules.ts";
import { Dashboard, type Pages } from "./pages/dashboard.ts";
import { continueWork } from "./recovery.ts";
import { loadServerKeys } from "./secrets/master-key.ts";
import { Sealer } from "./secrets/sealer.ts";
import { ShutdownStack } from "./shutdown-stack.ts";

export interface RunningServer {
  /** `http://host:port`, as a browser on this machine can open it. */
  readonly url: string;
  /** What to open: signs the browser in where tokens are asked for. */
  readonly entryUrl: string;
  /** Stops taking anything in, lets running work finish for 3 s, and gives back every resource. */
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly environment: ServerEnvironment;
  readonly logger: Logger;
  /** Served instead of the dashboard. */
  readonly pages?: Pages;
}

const GRACE_MS = 3_000;

/**
 * Starts everything on one port: store, engine, REST, tRPC, live views and pages. What was running when the last
 * process ended is continued before the first request is answered.
 * @throws AppError or Error with a message for the operator; then nothing is left open
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const stack = new ShutdownStack(options.logger);
  try {
    return await start(options, stack);
  } catch (error) {
    await stack.close();
    throw error;
  }
}

async function start({ environment, logger, ...given }: ServerOptions, stack: ShutdownStack): Promise<RunningServer> {
  const clock = systemClock;
  const nowMs = () => clock.nowMs();
  const version = ownVersion();
  const background = new BackgroundWork(logger);
  const ownerId = `server_${randomUUID()}`;

  const { databaseUrl = null, dataDir, secretKey } = environment;
  const store = await openStore({ databaseUrl, dataDir, ownerId, logger });
  stack.defer("store", () => store.close());
  stack.defer("background work", () => background.settled());
  const keys = await loadServerKeys({ secretKey, dataDir });
  const modules = await loadModules(environment.modules);
  let port = environment.port;
  const auth = await createAuth({
    environment,
    tokens: store.tokens,
    sessionKey: keys.sessions,
    nowMs,
    port: () => port,
  });

  const sealer = new Sealer(keys.sealing);
  const execution = createExecution({ environment, store, ownerId, modules, sealer, clock, logger });
  const { engine, client, guard, activity, operations, threads, watchdog } = execution;
  stack.defer("service connections", () => client.close());
  stack.defer("threads", () => threads.close());
  stack.defer("watchdog", () => watchdog.close());
  stack.defer("operations", () => operations.close());
  stack.defer("engine", () => engine.close({ graceMs: GRACE_MS }));

  const throughput = new ThroughputMeter(nowMs);
  const reader = new WorkflowReader({ engine, workflows: store.workflows, queries: store.queries });
  const actions = createActions({
    store,
    engine,
    reader,
    flows: modules.flows,
    routines: modules.routines,
    operations,
    client,
    guard,
    activity,
    sealer,
    throughput,
    clock,
    background,
    version,
    workerSlots: environment.maxRunningTasks,
    onDeleted: (workflowId) => hub.workflowDeleted(workflowId),
  });
  const { history, workflows } = store;
  const besideOthers = store.kind !== "embedded";
  const liveReader = createEngineReader({ engine, history, workflows, reader, actions, besideOthers });
  const hub = new LiveHub({ reader: liveReader, clock, background });
  engine.onCommitted((committed) => {
    throughput.add(committed.events);
    hub.publish(committed);
  });
  if (besideOthers) {
    const runsHere = (workflowId: string) => engine.readSummary(workflowId) !== null;
    const jobsOf = (workflowId: string) => reader.jobs(workflowId);
    const follower = new StoreFollower({ hub, reader: liveReader, jobsOf, runsHere, clock, background });
    stack.defer("following other servers", () => follower.close());
  }

  const pages = given.pages ?? new Dashboard({ logger });
  stack.defer("dashboard", () => pages.close());
  const app = await createHttpApp({ ...auth, actions, pages, logger, version });
  stack.defer("HTTP", () => closeHttp(app, clock));
  const sockets = new SocketServer({ httpServer: app.server, hub, guard: auth.guard, clock, logger, background });
  stack.defer("sockets", () => sockets.close());

  await continueWork({ engine, operations, store, clock, background, logger, stack });
  port = await listen(app, environment);
  background.run("prepare the dashboard", () => pages.warmUp());

  const url = `http://${browserHost(environment.host)}:${port}`;
  const entryUrl = environment.auth === "local" ? url : `${url}/sign-in?link=${auth.link.secret}`;
  return { url, entryUrl, close: () => stack.close() };
}

function ownVersion(): string {
  const { version } = createRequire(import.meta.url)("../package.json") as { readonly version: string };
  return version;
}
