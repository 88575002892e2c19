/**
 * What a thread and the pool tell each other. Calls go in and outcomes come out through the pool's own queue;
 * everything in between goes over the thread's line, one port for its whole life. User data crosses as JSON text:
 * what is no JSON is found where it was said, and reading it costs less than cloning.
 */
import type { MessagePort } from "node:worker_threads";
import type { JsonObject, JsonValue, LogLevel } from "@gantry/contracts";

/** One attempt, as a thread gets it. */
export interface CallMessage {
  readonly call: number;
  /** URL of a module, and the export in it to call. */
  readonly module: string;
  readonly exportName: string;
  readonly workflowId: string;
  readonly jobId: string;
  readonly taskId: string;
  readonly attempt: number;
  readonly routine: string;
  readonly queuedAtMs: number;
  readonly activation: number;
  /** Names of the Routine's Events; null: whoever takes an emission knows. */
  readonly events: readonly string[] | null;
  readonly config: JsonObject;
  readonly input: JsonObject;
}

/** How a call ended, unless its thread did. */
export type CallOutcome = { readonly threadId: number } & (
  | { readonly kind: "completed"; readonly outputJson: string }
  | { readonly kind: "failed"; readonly failure: FailureMessage }
);

/** An error that was thrown on the other side. */
export interface FailureMessage {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly retryable?: boolean;
  /** Set for an AttemptDeferred, which is no failure: when to run it again, epoch ms. */
  readonly dueAtMs?: number;
}

/** A thread's first message: its end of the line. */
export interface LineMessage {
  readonly kind: "line";
  readonly threadId: number;
  readonly port: MessagePort;
  /** [0]: the call that must stop. Read in the middle of synchronous code. */
  readonly stopFlag: Int32Array;
}

export const isLineMessage = (message: unknown): message is LineMessage =>
  typeof message === "object" && message !== null && "kind" in message && message.kind === "line";

/** What a call says; the context on the other side does it. */
export type Statement =
  | { readonly kind: "emit"; readonly event: string; readonly dataJson: string; readonly key?: string }
  | { readonly kind: "log"; readonly level: LogLevel; readonly message: string; readonly fieldsJson?: string }
  | {
      readonly kind: "progress";
      readonly percent: number | null;
      readonly message?: string;
      readonly detailJson?: string;
    }
  | { readonly kind: "set_data"; readonly key: string; readonly valueJson: string }
  | { readonly kind: "set_stat"; readonly name: string; readonly value: number };

/** What a call asks, and is answered. */
export type Question =
  | { readonly kind: "get_data"; readonly key: string }
  | { readonly kind: "get_stat"; readonly name: string; readonly fallback: number }
  | { readonly kind: "increment_stat"; readonly name: string; readonly by: number }
  | SwapStat
  | { readonly kind: "stats" }
  | { readonly kind: "defer_until"; readonly atMs: number }
  | { readonly kind: "sleep"; readonly delayMs: number };

/** Sets a stat if it still is what it was when the next value was made of it. */
export interface SwapStat {
  readonly kind: "swap_stat";
  readonly name: string;
  readonly expected: number;
  readonly next: number;
}

/** Whether it was set, and what it is now. */
export type SwapAnswer = { readonly swapped: boolean; readonly value: number };

export type FromThread =
  | { readonly kind: "begun"; readonly call: number }
  | { readonly kind: "say"; readonly call: number; readonly statement: Statement }
  | { readonly kind: "ask"; readonly call: number; readonly ask: number; readonly question: Question };

export type ToThread =
  | { readonly kind: "stop"; readonly call: number; readonly reason: FailureMessage }
  | { readonly kind: "answer"; readonly ask: number; readonly value: JsonValue | undefined }
  | { readonly kind: "refuse"; readonly ask: number; readonly failure: FailureMessage };
