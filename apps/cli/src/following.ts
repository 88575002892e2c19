import { CancelKeys } from "./cancel-keys.ts";
import { toCliError } from "./cli-error.ts";
import type { CommandContext } from "./context.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { OperationsView } from "./live/operations-view.ts";
import { operationDisplay } from "./output/operation-display.ts";
import { exitCodeOfStatus } from "./watching.ts";

/**
 * Follows an operation and its descendants to the end. Ctrl-C detaches; twice, or the key `c`, cancels it, and it is
 * followed until it has stopped.
 * @throws CliError when the server refuses it
 */
export async function followOperation(context: CommandContext, operationId: string): Promise<ExitCode> {
  const { client, console, json, surroundings } = context;
  const { children, ...root } = await client.operation(operationId);
  const ended = new AbortController();
  const detached = new AbortController();
  using display = operationDisplay(context, () => view);
  const view: OperationsView = new OperationsView(operationId, [root, ...children], (now) => {
    display.changed();
    if (now.hasEnded) ended.abort();
  });
  const cancel = (): void => {
    display.hint("Asked to cancel; waiting until it has stopped. Ctrl-C detaches.");
    client.cancelOperation(operationId, "cancelled from the command line").catch((error: unknown) => {
      display.hint(toCliError(error).message);
    });
  };
  using _keys = new CancelKeys({
    stdin: surroundings.stdin,
    signals: surroundings.signals,
    onFirstPress: () => display.hint("Detaching. Press Ctrl-C again to cancel the operation."),
    onCancel: cancel,
    onDetach: () => detached.abort(),
  });
  if (!view.hasEnded) {
    using live = client.live();
    await live.follow(view, {
      signal: AbortSignal.any([ended.signal, detached.signal, console.broken]),
      onConnection: (state) => display.hint(state === "lost" ? "The server does not answer; waiting for it …" : ""),
    });
  }
  console.broken.throwIfAborted();
  if (!view.hasEnded) {
    display.end();
    if (json) await console.jsonLine({ type: "detached", id: operationId });
    else console.note(`${operationId} goes on. Come back with: gantry operations follow ${operationId}`);
    return EXIT.interrupted;
  }
  // Its end may come before the last of its children was seen.
  const { children: last, ...end } = await client.operation(operationId);
  view.learn([end, ...last]);
  display.end();
  const exitCode = exitCodeOfStatus(end.status);
  if (json) {
    await console.jsonLine({ type: "result", operationId, status: end.status, result: end.result, exitCode });
  }
  return exitCode;
}
