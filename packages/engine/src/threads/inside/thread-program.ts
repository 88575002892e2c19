/**
 * The program of a pool's thread. It says hello with its end of the line, and then runs one call at a time. It imports
 * nothing but Node and its neighbours: a thread starts in milliseconds, and the module that it is asked for is its own.
 */
import { threadId } from "node:worker_threads";
import { toFailureMessage } from "../failure-message.ts";
import type { CallMessage, CallOutcome } from "../thread-message.ts";
import { CallContext } from "./call-context.ts";
import { jsonText } from "./json-text.ts";
import { Handlers } from "./handlers.ts";
import { Line } from "./line.ts";

const line = Line.open();
const handlers = new Handlers();

/** Runs one call to its end; what the pool calls. */
export async function runCall(message: CallMessage): Promise<CallOutcome> {
  const context = new CallContext(line, message);
  try {
    const handler = await handlers.of(message);
    const output: unknown = await handler(message.input, context);
    await context.finish();
    return {
      threadId,
      kind: "completed",
      outputJson: jsonText(output ?? null, `Routine "${message.routine}", its result`),
    };
  } catch (error) {
    return { threadId, kind: "failed", failure: toFailureMessage(error) };
  } finally {
    context.close();
  }
}
