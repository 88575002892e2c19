import type { JsonObject, JsonValue } from "@gantry/contracts";
import type { Statement } from "./thread-message.ts";
import type { ThreadCall } from "./thread-pool.ts";

/** Does through the attempt's own context what a call on a thread said. @throws what the context throws. */
export function applyStatement({ context, assertEmission }: ThreadCall, statement: Statement): void {
  switch (statement.kind) {
    case "emit": {
      const { event, dataJson, key } = statement;
      const data = JSON.parse(dataJson) as JsonObject;
      assertEmission?.(event, data);
      context.emit(event, data, key === undefined ? {} : { key });
      return;
    }
    case "log": {
      const { level, message, fieldsJson } = statement;
      context.log(level, message, fieldsJson === undefined ? undefined : (JSON.parse(fieldsJson) as JsonObject));
      return;
    }
    case "progress": {
      const { percent, message, detailJson } = statement;
      context.progress(percent, message, detailJson === undefined ? undefined : (JSON.parse(detailJson) as JsonObject));
      return;
    }
    case "set_data":
      context.sharedData.set(statement.key, JSON.parse(statement.valueJson) as JsonValue);
      return;
    case "set_stat":
      context.setStat(statement.name, statement.value);
      return;
  }
}
