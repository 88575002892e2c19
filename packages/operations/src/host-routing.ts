import { AppError } from "@gantry/contracts";

/** Where operations of one service run: in this process, or on a host service that does them. */
export interface HostRouting {
  readonly useHostService: boolean;
  /** Where the host service answers; null when none is named. */
  readonly hostServiceUrl: string | null;
}

/** The two ways of doing the same work. */
export interface Routes<TRun, TResult> {
  readonly executeOnHost: (run: TRun) => Promise<TResult>;
  readonly executeLocally: (run: TRun) => Promise<TResult>;
}

/**
 * Reads `USE_<NAME>_HOST_SERVICE` (only `true`, in any case, means yes) and `<NAME>_HOST_SERVICE_URL`.
 * @throws AppError `invalid_input` when the host service is to be used and its URL is not one
 */
export function hostRoutingOf(name: string, environment: NodeJS.ProcessEnv = process.env): HostRouting {
  const useHostService = environment[`USE_${name}_HOST_SERVICE`]?.trim().toLowerCase() === "true";
  const variable = `${name}_HOST_SERVICE_URL`;
  const url = environment[variable]?.trim() ?? "";
  if (useHostService && url !== "" && !isHttp(url)) {
    throw new AppError("invalid_input", `${variable} is "${url}"; it must be a http:// or https:// URL`);
  }
  return { useHostService, hostServiceUrl: url === "" ? null : url };
}

/** `TrainingService` → `TRAINING`, `MarketDataManager` → `MARKET_DATA`. */
export const hostServiceName = (serviceName: string): string =>
  serviceName
    .replace(/[\s-]+/g, "_")
    .replace(/_?(Service|Manager)$/i, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toUpperCase();

const isHttp = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
