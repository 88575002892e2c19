import { AppError } from "@gantry/contracts";
import type { ApiTokenStore } from "@gantry/db";
import { isLoopback, type ServerEnvironment } from "../env.ts";
import { RequestGuard } from "./request-guard.ts";
import { exposedOriginCheck, localOriginCheck } from "./request-origin.ts";
import { SessionCookies } from "./session-cookie.ts";
import { SignInLink } from "./sign-in-link.ts";
import { tokenStoreOf } from "./token-store-db.ts";

export interface Auth {
  readonly guard: RequestGuard;
  readonly sessions: SessionCookies;
  readonly link: SignInLink;
}

export interface AuthOptions {
  readonly environment: ServerEnvironment;
  readonly tokens: ApiTokenStore;
  readonly sessionKey: Buffer;
  readonly nowMs: () => number;
  /** The port that is listened on, once it is known. */
  readonly port: () => number;
}

/** @throws AppError `invalid_input` when others could reach the server and nobody has a token. */
export async function createAuth({ environment, tokens, sessionKey, nowMs, port }: AuthOptions): Promise<Auth> {
  const { auth: mode, host, orchestratorApiKey } = environment;
  const store = tokenStoreOf(tokens);
  if (!isLoopback(host) && orchestratorApiKey === undefined && !(await store.hasActive())) {
    throw new AppError(
      "invalid_input",
      `HOST ${host} is reachable by others, and nobody has a token yet. Make one with\n` +
        "    npm run token -w @gantry/server -- --name me --scope admin\n" +
        "or set ORCHESTRATOR_API_KEY, and start again.",
    );
  }
  const sessions = new SessionCookies({ key: sessionKey, nowMs });
  const originCheck = mode === "local" ? localOriginCheck(port) : exposedOriginCheck;
  const guard = new RequestGuard({ mode, originCheck, tokens: store, sessions, orchestratorApiKey });
  return { guard, sessions, link: new SignInLink() };
}
