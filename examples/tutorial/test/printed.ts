import { ManualClock } from "@gantry/engine/testing";
import { Terminal } from "../src/terminal.ts";

/** Where the documents' clock stands: prints `[1234567890.12]`. */
const START_MS = 1_234_567_890_120;

/** What a program prints when its time is moved by hand: its sleeps take exactly as long as they say. */
export async function printed(program: (terminal: Terminal) => Promise<void>): Promise<string[]> {
  const clock = new ManualClock(START_MS);
  const lines: string[] = [];
  const terminal = new Terminal({ clock, print: (line) => lines.push(line) });
  await Promise.all([program(terminal), clock.advance(10_000)]);
  return lines;
}
