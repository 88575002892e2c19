import { Routine } from "@gantry/engine";

/** Emits the letters of the word that it is configured with. */
export class Speller extends Routine {
  readonly letter = this.defineEvent<{ letter: string }>("letter", ["letter"]);
  readonly trigger = this.defineSlot("trigger", () => {
    for (const letter of this.getConfig("word", "")) this.emit(this.letter, { letter });
  });
}

/**
 * Puts letters together by a merge function of its own. While SPELLING_HOLDS_AT is set it never ends the word of that
 * length, so that its process can die in the middle of it.
 */
export class Collector extends Routine {
  readonly spelled = this.defineEvent<{ word: string }>("spelled", ["word"]);
  readonly input = this.defineSlot<{ word: string }, { letter: string }>(
    "input",
    async ({ word }, { signal }) => {
      if (word.length === Number(process.env.SPELLING_HOLDS_AT))
        await new Promise((_, reject) => (signal.onabort = reject));
      this.emit(this.spelled, { word });
      return word;
    },
    { mergeStrategy: ({ word = "" }, { letter }) => ({ word: word + letter }) },
  );
}

/** Counts letters, on a thread. */
export class Counter extends Routine {
  readonly input = this.defineThreadSlot<{ word: string }>("input", {
    module: new URL("./count-letters.ts", import.meta.url),
    exportName: "countLetters",
  });
}
