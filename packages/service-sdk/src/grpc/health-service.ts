import type { Server, ServerWritableStream, handleServerStreamingCall, handleUnaryCall } from "@grpc/grpc-js";
import { AppError } from "@gantry/contracts";
import { answerOf } from "./grpc-failure.ts";
import { loadProtoService } from "./proto-service.ts";

interface HealthRequest {
  readonly service: string;
}

interface HealthAnswer {
  readonly status: "SERVING" | "NOT_SERVING" | "SERVICE_UNKNOWN";
}

type Watcher = ServerWritableStream<HealthRequest, HealthAnswer>;

/** `grpc.health.v1.Health` for one service, and for the server as a whole (the empty name). */
export class HealthService {
  readonly #names: readonly string[];
  readonly #watchers = new Set<Watcher>();
  #isServing = true;

  constructor(serviceName: string) {
    this.#names = ["", serviceName];
  }

  addTo(server: Server): void {
    const { methods } = loadProtoService(new URL("../../proto/health.proto", import.meta.url));
    server.addService(Object.fromEntries(methods), { Check: this.#check, Watch: this.#watch });
  }

  /** Tells every watcher, and lets them go: a server ends only when no call is open. */
  stopServing(): void {
    this.#isServing = false;
    for (const watcher of this.#watchers) {
      watcher.write(this.#answer(watcher.request));
      watcher.end();
    }
    this.#watchers.clear();
  }

  readonly #check: handleUnaryCall<HealthRequest, HealthAnswer> = ({ request }, callback) => {
    const answer = this.#answer(request);
    if (answer.status !== "SERVICE_UNKNOWN") callback(null, answer);
    else callback(answerOf(new AppError("not_found", `Unknown service: ${request.service}`)));
  };

  readonly #watch: handleServerStreamingCall<HealthRequest, HealthAnswer> = (call) => {
    call.write(this.#answer(call.request));
    this.#watchers.add(call);
    call.once("cancelled", () => this.#watchers.delete(call));
  };

  #answer({ service }: HealthRequest): HealthAnswer {
    if (!this.#names.includes(service)) return { status: "SERVICE_UNKNOWN" };
    return { status: this.#isServing ? "SERVING" : "NOT_SERVING" };
  }
}
