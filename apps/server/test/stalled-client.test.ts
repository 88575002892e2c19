import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { io } from "socket.io-client";
import { expect, test } from "vitest";
import { silentLogger } from "@gantry/engine";
import { RequestGuard } from "../src/auth/request-guard.ts";
import { SessionCookies } from "../src/auth/session-cookie.ts";
import { BackgroundWork } from "../src/background.ts";
import { LiveHub } from "../src/live/live-hub.ts";
import { SocketServer } from "../src/live/socket-server.ts";
import { LiveModel, Viewer } from "./live-model.ts";
import { ManualClock } from "./manual-clock.ts";
import type { LiveClient } from "./test-server.ts";
import { waitUntil } from "./wait-until.ts";

const JOB = "job_1";
const COMMITS = 400;
const EVENTS_PER_COMMIT = 50;
const EVENT_BYTES = 4_000;

test("a client that never reads does not grow the server, and is whole again when it reads", async () => {
  const clock = new ManualClock();
  const background = new BackgroundWork(silentLogger);
  const model = new LiveModel([JOB]);
  const hub = new LiveHub({ reader: model, clock, background });
  const guard = new RequestGuard({
    mode: "local",
    originCheck: () => null,
    tokens: {
      findBySecret: () => Promise.resolve(null),
      findById: () => Promise.resolve(null),
      hasActive: () => Promise.resolve(false),
    },
    sessions: new SessionCookies({ key: Buffer.alloc(32), nowMs: () => clock.nowMs() }),
    orchestratorApiKey: undefined,
  });
  const httpServer = createServer();
  const connections: Socket[] = [];
  httpServer.on("connection", (socket) => connections.push(socket));
  const sockets = new SocketServer({ httpServer, hub, guard, clock, logger: silentLogger, background });
  await new Promise<void>((resolve) => httpServer.listen(0, "127.0.0.1", resolve));

  const client: LiveClient = io(`http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`, {
    transports: ["websocket"],
  });
  const viewer = new Viewer();
  client.on("frame", (frame) => viewer.received(frame));
  await new Promise<void>((resolve) => client.once("connect", resolve));
  const answer = await client.emitWithAck("subscribe", { scope: "job", jobId: JOB, afterSeq: 0, afterLogSeq: null });
  if (answer.ok) viewer.answered(answer);

  const { ws } = client.io.engine.transport as unknown as { readonly ws: { pause(): void; resume(): void } };
  ws.pause();
  const reason = "x".repeat(EVENT_BYTES);
  let mostBuffered = 0;
  for (let commit = 0; commit < COMMITS; commit++) {
    hub.publish(model.commit(JOB, { events: EVENTS_PER_COMMIT, logs: 0, reason }));
    clock.advance(16);
    // Lets what can be written be written.
    await new Promise((resolve) => setImmediate(resolve));
    mostBuffered = Math.max(mostBuffered, ...connections.map((socket) => socket.writableLength));
  }
  const offeredBytes = COMMITS * EVENTS_PER_COMMIT * EVENT_BYTES;
  expect(mostBuffered).toBeLessThan(offeredBytes / 4);

  ws.resume();
  const { seq } = model.length(JOB);
  await waitUntil(
    () => {
      clock.advance(16);
      return Promise.resolve(viewer.seqs.get(JOB));
    },
    (seen) => seen === seq,
  );
  expect(viewer.faults).toEqual([]);

  client.disconnect();
  sockets.close();
  await new Promise((resolve) => httpServer.close(resolve));
  await background.settled();
});
