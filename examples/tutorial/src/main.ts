import { Argument, Command } from "commander";
import { PROGRAMS } from "./programs.ts";
import { Terminal } from "./terminal.ts";

const listed = [...PROGRAMS].map(([name, { title }]) => `  ${name.padEnd(12)}${title}`).join("\n");

await new Command("tutorial")
  .description(`Concurrent execution, step by step:\n\n${listed}`)
  .addArgument(new Argument("<program>", "which one to run").choices([...PROGRAMS.keys()]))
  .action(async (name: string) => {
    await PROGRAMS.get(name)?.run(new Terminal());
  })
  .parseAsync();
