/**
 * The cheapest service that speaks the control interface, so that what is measured is Gantry: `Instant` answers at
 * once, `Held` runs until `POST /release`. `GET /counts` says what it has seen. Run as a process of its own.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServiceCounts } from "./bench-service-process.ts";

const OUTPUT = { protocol: "inline", uri: "e30=", format: "json" };
const COMPLETE = JSON.stringify({ status: "complete", output: OUTPUT });
const RUNNING = JSON.stringify({ status: "running", progress: 50 });
const DONE = JSON.stringify({ status: "complete", progress: 100 });
const FETCHED = JSON.stringify({ output: OUTPUT });

let isReleased = false;
let held = 0;
let polls = 0;
let fetched = 0;
let connections = 0;
let mostConnections = 0;

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += String(chunk);
  return body;
}

async function execute(request: IncomingMessage): Promise<string> {
  const { method, task_id } = JSON.parse(await bodyOf(request)) as { method: string; task_id: string };
  if (method === "Instant") return COMPLETE;
  held += 1;
  return JSON.stringify({ status: "running", task_id });
}

const counts = (): ServiceCounts => ({ held, polls, fetched, mostConnections });

async function answer(request: IncomingMessage): Promise<string> {
  const { url = "" } = request;
  if (url === "/control/execute") return execute(request);
  if (url.startsWith("/control/status/")) {
    polls += 1;
    return isReleased ? DONE : RUNNING;
  }
  if (url.startsWith("/control/output/")) {
    fetched += 1;
    return FETCHED;
  }
  if (url === "/release") isReleased = true;
  return JSON.stringify(counts());
}

const server = createServer((request, response) => {
  void answer(request).then((body) => response.writeHead(200, { "content-type": "application/json" }).end(body));
});
server.on("connection", (socket) => {
  connections += 1;
  mostConnections = Math.max(mostConnections, connections);
  socket.once("close", () => (connections -= 1));
});
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.once("disconnect", () => process.exit(0));
