import { DataReference } from "@gantry/contracts";
import { DataPlane, loadProtoService, type DataPlaneOptions } from "../../src/grpc/index.ts";

/** What `GetLastResult` of `forecast.proto` answers. */
export interface Load {
  readonly site_name: string;
  readonly hourly_kw: readonly number[];
  readonly measured_at_ms: string;
  readonly quality: "UNCHECKED" | "CHECKED";
}

const PROTO = new URL("./forecast.proto", import.meta.url);

export const FORECASTER = loadProtoService<Load>(PROTO, "Forecaster");
export const OLD_FORECASTER = loadProtoService<Load>(PROTO, "OldForecaster");

export const loadOf = (site_name: string, ...hourly_kw: number[]): Load => ({
  site_name,
  hourly_kw,
  measured_at_ms: "1795000000000",
  quality: "CHECKED",
});

export const ids = (workflow_id: string, task_id = "task_1") => ({ workflow_id, task_id });

export interface RunningPlane extends AsyncDisposable {
  readonly plane: DataPlane<Load>;
  /** `host:port` of this one, as a bare uri. */
  readonly uri: string;
  /** Publishes, and gives the reference as it arrives downstream. */
  publish(request: { workflow_id: string; task_id: string }, load: Load): DataReference;
}

/** A data plane on a free port of the loopback. */
export async function startForecaster(options: Partial<DataPlaneOptions<Load>> = {}): Promise<RunningPlane> {
  const plane = new DataPlane<Load>({
    service: FORECASTER,
    host: "127.0.0.1",
    grpcHost: "127.0.0.1",
    grpcPort: 0,
    ...options,
  });
  const uri = await plane.listen();
  return {
    plane,
    uri,
    publish: (request, load) => DataReference.parse(plane.publishResult(request, load)),
    [Symbol.asyncDispose]: () => plane.close(),
  };
}
