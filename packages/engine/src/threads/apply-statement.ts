import type { JsonObject, JsonValue } from "@gantry/contracts";
import type { AttemptContext } from "../runtime/ports/executor.ts";
import type { Statement } from "./thread-message.ts";

/** Does through the attempt's own context what a call on a thread said. @throws what the context throws. */
export function applyStatement(context: AttemptContext, statement: Statement): void {
  switch (statement.kind) {
    case "emit": {
      const { event, dataJson, key } = statement;
      context.emit(event, JSON.parse(dataJson) as JsonObject, key === undefined ? {} : { key });
      return;
    }
    case "log": {
      const { level, message, fieldsJson } = statement;
      context.log(level, message, fieldsJson === undefined ? undefined : (JSON.parse(fieldsJson) as JsonObject));
      return;
    }
    case "progress":
      context.progress(statement.percent, statement.message);
      return;
    case "set_data":
      context.sharedData.set(statement.key, JSON.parse(statement.valueJson) as JsonValue);
      return;
    case "set_stat":
      context.setStat(statement.name, statement.value);
      return;
  }
}
