import { Flow, Routine } from "../src/index.ts";

interface CollectingOptions {
  /** What the source waits for once it has sent everything. */
  readonly afterEmitting?: () => Promise<void>;
}

/** Sends its text twice, and then takes its time. */
class Source extends Routine {
  readonly output = this.defineEvent<{ part: string }>("output", ["part"]);

  constructor(afterEmitting: () => Promise<void>) {
    super();
    this.defineSlot<{ text: string }>("trigger", async ({ text }, { attempt }) => {
      this.incrementStat("runs");
      this.emit(this.output, { part: `1 ${text}` });
      this.emit(this.output, { part: `2 ${text}` });
      this.context.log("info", "sent");
      await afterEmitting();
      return { attempt };
    });
  }
}

/** Two sources' worth of messages, collected one by one by a Routine that comes after the source. */
export function collectingFlow({ afterEmitting = () => Promise.resolve() }: CollectingOptions = {}) {
  const received: string[] = [];
  class Sink extends Routine {
    readonly input = this.defineSlot<{ part: string }>("input", ({ part }) => {
      received.push(part);
    });
  }
  const flow = new Flow({ flowId: "collecting", executionStrategy: "concurrent", maxWorkers: 1 });
  const [source, sink] = [new Source(afterEmitting), new Sink()];
  flow.addRoutine(source, "source");
  flow.addRoutine(sink, "sink");
  flow.connect(source.output, sink.input);
  return { flow, source, received };
}
