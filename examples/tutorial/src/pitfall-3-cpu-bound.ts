import { Flow, Routine } from "@gantry/engine";
import { countPrimes } from "./count-primes.ts";
import type { Terminal } from "./terminal.ts";

const BELOW = 1_000_000;

/** Counts in this process, whose one thread can do nothing else meanwhile. */
class InlineCounter extends Routine {
  readonly counted = this.defineEvent("counted", ["below", "count"]);
  readonly trigger = this.defineSlot<{ below: number }>("trigger", countPrimes);
}

/** The same function on a thread of its own. */
class ThreadCounter extends Routine {
  readonly counted = this.defineEvent("counted", ["below", "count"]);
  readonly trigger = this.defineThreadSlot<{ below: number }>("trigger", {
    module: new URL("./count-primes.ts", import.meta.url),
    exportName: "countPrimes",
  });
}

class Printer extends Routine {
  constructor(terminal: Terminal) {
    super();
    this.defineSlot<{ below: number; count: number }>("input", ({ below, count }) =>
      terminal.print(`${count} primes below ${below}`),
    );
  }
}

async function countTwice(counter: Routine, terminal: Terminal): Promise<void> {
  await using flow = new Flow({
    flowId: "cpu_bound",
    executionStrategy: "concurrent",
    maxWorkers: 2,
    clock: terminal.clock,
  });
  flow.addRoutine(counter, "counter");
  flow.addRoutine(new Printer(terminal), "printer");
  flow.connect("counter", "counted", "printer", "input");

  let turns = 0;
  const everythingElse = setInterval(() => (turns += 1));
  const elapsed = terminal.stopwatch();
  await flow.execute("counter", { below: BELOW });
  await flow.execute("counter", { below: BELOW });
  await flow.waitForCompletion();
  clearInterval(everythingElse);
  terminal.print(`Time: ${elapsed()}; meanwhile everything else had ${turns < 10 ? "no" : "its"} turn`);
}

/**
 * Pitfall 3: concurrent mode does nothing for work that computes, as long as it runs inline: one thread computes, one
 * thing after the other, and everything else waits. On threads both are computed at once, and nothing waits.
 */
export async function cpuBound(terminal: Terminal): Promise<void> {
  terminal.print("=== CPU-bound, inline ===");
  await countTwice(new InlineCounter(), terminal);
  terminal.print("=== CPU-bound, on threads ===");
  await countTwice(new ThreadCounter(), terminal);
}
