import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { examples } from "./parse-options.ts";
import type { AddCommand } from "./run-command.ts";

type Word = "cancel" | "pause" | "resume";

const SUMMARIES: Readonly<Record<Word, string>> = {
  cancel: "ask a workflow or a job to stop",
  pause: "let nothing new start; what runs goes on",
  resume: "go on after a pause",
};
const ASKED: Readonly<Record<Word, string>> = {
  cancel: "asked to cancel",
  pause: "asked to pause",
  resume: "asked to resume",
};

/** `cancel`, `pause` and `resume` are one command in three words. */
export const addSteering: AddCommand = (program, run) => {
  for (const word of ["cancel", "pause", "resume"] as const) {
    const command = program.command(word).summary(SUMMARIES[word]).argument("<id>", "wf-… or job_…");
    if (word !== "resume") command.option("--reason <text>", "kept in the history, and shown");
    command
      .addHelpText(
        "after",
        examples(`gantry ${word} wf-0123456789ab${word === "resume" ? "" : ' --reason "wrong inputs"'}`),
      )
      .action((id: string, options: { readonly reason?: string }) =>
        run((context) => steer(context, word, id, options.reason)),
      );
  }
};

async function steer(
  { client, console, json }: CommandContext,
  word: Word,
  id: string,
  reason: string | undefined,
): Promise<ExitCode> {
  await client.steer(word, id, reason);
  if (json) await console.json({ id, asked: word, reason: reason ?? null });
  else await console.line(`${id} ${ASKED[word]}`);
  return EXIT.completed;
}
