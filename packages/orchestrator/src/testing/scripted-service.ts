import { once } from "node:events";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedCall {
  readonly method: string;
  /** As it came over the wire. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, or as JSON unless it is a string. */
  readonly body: unknown;
}

/** What a service does with one call. undefined: it answers through `response` itself, or never. */
export type Behaviour = (call: ReceivedCall, response: ServerResponse) => Reply | undefined;

/** Behaviours by the first words of the call: `POST /control/execute`. */
export type Behaviours = Readonly<Record<string, Behaviour>>;

export interface ScriptedService extends AsyncDisposable {
  readonly baseUrl: string;
  readonly port: number;
  readonly calls: readonly ReceivedCall[];
  /** Most connections that were open at one time. */
  readonly mostConnections: number;
  /** Calls whose first words are these. */
  callsOf(words: string): ReceivedCall[];
  /** Resolves when that many calls that begin so have arrived; default 1. */
  received(words: string, count?: number): Promise<void>;
}

const wordsOf = ({ method, path }: ReceivedCall): string => `${method} ${path}`;

/**
 * A real HTTP server on 127.0.0.1 that behaves as it is told; unknown calls are 404, as FastAPI answers. The port is a
 * free one, or that of a service which was stopped: so a test restarts it.
 */
export async function startScriptedService(
  behaviours: Behaviours,
  options: { readonly port?: number } = {},
): Promise<ScriptedService> {
  const calls: ReceivedCall[] = [];
  const arrivals = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url: path = "", headers } = request;
      const call = { method, path, headers, body: Buffer.concat(chunks).toString() };
      calls.push(call);
      for (const arrived of [...arrivals]) arrived();
      const entry = Object.entries(behaviours).find(([words]) => wordsOf(call).startsWith(words));
      const reply = entry ? entry[1](call, response) : { status: 404, body: { detail: "Not Found" } };
      if (reply === undefined) return;
      response.writeHead(reply.status ?? 200, { "content-type": "application/json", ...reply.headers });
      response.end(typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body));
    });
  });
  let connections = 0;
  let mostConnections = 0;
  server.on("connection", (socket) => {
    connections += 1;
    mostConnections = Math.max(mostConnections, connections);
    socket.once("close", () => (connections -= 1));
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const callsOf = (words: string): ReceivedCall[] => calls.filter((call) => wordsOf(call).startsWith(words));
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    port,
    calls,
    get mostConnections() {
      return mostConnections;
    },
    callsOf,
    received: (words, count = 1) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (callsOf(words).length < count) return;
          arrivals.delete(check);
          resolve();
        };
        arrivals.add(check);
        check();
      }),
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Answers call after call with these, and with the last one from then on. */
export function inTurn(...replies: readonly Reply[]): Behaviour {
  let turn = 0;
  return () => {
    const reply = replies[Math.min(turn, replies.length - 1)];
    turn += 1;
    return reply;
  };
}
