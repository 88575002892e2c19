import type { CommandContext } from "../context.ts";
import type { OperationsView } from "../live/operations-view.ts";
import { percentText, safeText } from "./format.ts";
import { LiveBoard } from "./live-board.ts";
import { operationLines, saidOf } from "./operation-board.ts";
import { statusText } from "./status-text.ts";

/** Something that shows an operation's tree while it changes. */
export interface OperationDisplay extends Disposable {
  changed(): void;
  /** Said under the tree; "" takes it away. */
  hint(text: string): void;
  /** The last picture; nothing is drawn after it. */
  end(): void;
}

const FIRST_HINT = "Ctrl-C detaches · c cancels";

/** Nested bars on a terminal; elsewhere a line, or a line of JSON, for each operation that changed. */
export function operationDisplay(context: CommandContext, view: () => OperationsView): OperationDisplay {
  return context.console.isTerminal && !context.json ? boardDisplay(context, view) : linesDisplay(context, view);
}

function boardDisplay({ console }: CommandContext, view: () => OperationsView): OperationDisplay {
  let hint = FIRST_HINT;
  let hasEnded = false;
  const board = new LiveBoard(console, () => operationLines(console, view().tree, { hint }));
  const end = (): void => {
    if (hasEnded) return;
    hasEnded = true;
    hint = "";
    board[Symbol.dispose]();
  };
  return {
    changed: () => board.changed(),
    hint(text) {
      hint = text === "" ? FIRST_HINT : text;
      board.changed();
    },
    end,
    [Symbol.dispose]: end,
  };
}

function linesDisplay({ console, json }: CommandContext, view: () => OperationsView): OperationDisplay {
  const printed = new Map<string, string>();
  const print = (line: string): void => void console.line(line).catch(() => undefined);
  const changed = (): void => {
    for (const { operation, depth } of view().tree) {
      const line = json
        ? JSON.stringify({ type: "operation", depth, operation })
        : `${"  ".repeat(depth)}${safeText(operation.name)} ${statusText(console, operation.status)} ${percentText(operation.progress.percentage)}  ${saidOf(operation)}`.trimEnd();
      if (printed.get(operation.operationId) === line) continue;
      printed.set(operation.operationId, line);
      print(line);
    }
  };
  return {
    changed,
    hint: (text) => {
      if (text !== "") console.note(text);
    },
    end: changed,
    [Symbol.dispose]: () => undefined,
  };
}
