import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ClientToServerEvents, HistoryEvent, ServerToClientEvents } from "@gantry/contracts";
import { evolveAll } from "@gantry/engine/core";
import { Server } from "socket.io";
import { afterEach, expect, test, vi } from "vitest";
import { frameOf, historyOf } from "./history-fixture.ts";
import { jobFeed } from "./job-feed.ts";
import { LiveClient } from "./live-client.ts";
import type { LiveClock } from "./live-clock.ts";

const clock: LiveClock = {
  nowMs: () => Date.now(),
  setTimer: (delayMs, fire) => {
    const timer = setTimeout(fire, delayMs);
    return () => clearTimeout(timer);
  },
  beforePaint: (fire) => {
    const immediate = setImmediate(fire);
    return () => clearImmediate(immediate);
  },
};

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A real Socket.IO server over one Job's growing history, which outlives it. */
async function serve(history: HistoryEvent[], port = 0) {
  const http = createServer();
  const io = new Server<ClientToServerEvents, ServerToClientEvents>(http, { transports: ["websocket"] });
  let ids = 0;
  const open = new Set<string>();
  io.on("connection", (socket) => {
    socket.on("subscribe", (request, answer) => {
      const subscriptionId = `s${String((ids += 1))}`;
      open.add(subscriptionId);
      const afterSeq = request.scope === "job" ? (request.afterSeq ?? 0) : 0;
      answer({
        ok: true,
        subscriptionId,
        serverTimeMs: Date.now(),
        jobs: [{ kind: "events", jobId: "job_a", events: history.slice(afterSeq) }],
        logs: null,
        workflow: null,
        overview: null,
      });
    });
    socket.on("unsubscribe", (subscriptionId) => open.delete(subscriptionId));
  });
  await new Promise<void>((resolve) => http.listen(port, "127.0.0.1", resolve));
  const stop = () => io.close();
  closers.push(stop);
  return {
    port: (http.address() as AddressInfo).port,
    stop,
    open,
    publish(events: HistoryEvent[]) {
      history.push(...events);
      for (const subscriptionId of open) io.emit("frame", frameOf(subscriptionId, { sentAtMs: Date.now(), events }));
    },
  };
}

function connect(port: number): LiveClient {
  const client = new LiveClient({ url: `http://127.0.0.1:${String(port)}`, clock });
  client.open();
  closers.push(() => client.close());
  return client;
}

const feed = jobFeed("job_a");
const all = historyOf("job_a", 30);

test("two watchers of one Job share one subscription, and both see every event", async () => {
  const server = await serve(all.slice(0, 4));
  const client = connect(server.port);
  client.watch(feed, () => undefined);
  client.watch(jobFeed("job_a"), () => undefined);
  await vi.waitUntil(() => client.snapshot(feed).view.job?.seq === 4);
  expect([...server.open]).toHaveLength(1);
  server.publish(all.slice(4));
  await vi.waitUntil(() => client.snapshot(feed).view.job?.seq === all.length);
  expect(client.snapshot(feed).view.job).toEqual(evolveAll(null, all));
  expect(client.connection.connection.kind).toBe("live");
});

test("a view heals by itself when the server is replaced, and has missed nothing", async () => {
  const history = all.slice(0, 6);
  const first = await serve(history);
  const client = connect(first.port);
  client.watch(feed, () => undefined);
  await vi.waitUntil(() => client.snapshot(feed).view.job?.seq === 6);
  await first.stop();
  await vi.waitUntil(() => client.connection.connection.kind === "reconnecting");
  history.push(...all.slice(6, 20));
  const second = await serve(history, first.port);
  await vi.waitUntil(() => client.snapshot(feed).view.job?.seq === 20);
  second.publish(all.slice(20));
  await vi.waitUntil(() => client.snapshot(feed).view.job?.seq === all.length);
  expect(client.snapshot(feed).view.recent.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq));
});
