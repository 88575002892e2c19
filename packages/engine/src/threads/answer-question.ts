import type { JsonValue } from "@gantry/contracts";
import type { AttemptContext } from "../runtime/ports/executor.ts";
import type { Question, SwapAnswer, SwapStat } from "./thread-message.ts";

/** What a call on a thread asked, from the attempt's own context. Whatever that throws is the answer too. */
export async function answerQuestion(context: AttemptContext, question: Question): Promise<JsonValue | undefined> {
  switch (question.kind) {
    case "get_data":
      return await context.sharedData.get(question.key);
    case "get_stat":
      return context.getStat(question.name, question.fallback);
    case "increment_stat":
      return context.incrementStat(question.name, question.by);
    case "swap_stat":
      return swapStat(context, question);
    case "stats":
      return { ...context.stats() };
    case "defer_until":
      context.deferUntil(question.atMs);
      return undefined;
    case "sleep":
      await context.sleep(question.delayMs);
      return undefined;
  }
}

/** Nobody comes in between: the comparison and the change happen in one turn. */
function swapStat(context: AttemptContext, { name, expected, next }: SwapStat): SwapAnswer {
  const value = context.getStat(name);
  if (value !== expected) return { swapped: false, value };
  context.setStat(name, next);
  return { swapped: true, value: context.getStat(name) }; // what an earlier attempt has set already stays as it is
}
