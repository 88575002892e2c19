import { readFileSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { inRepository } from "./repository.mjs";

/**
 * A program in a guide: a `ts` block. The `text` block that comes right after it says what it prints;
 * one marked `ts compile` only has to compile, since it needs a server or another file to run.
 *
 * @typedef {object} DocProgram
 * @property {string} name Guide and line, for messages and file names.
 * @property {string} source
 * @property {string | null} prints null: it is compiled and not run.
 */

const GUIDES = "docs/guides";
const BLOCK = /^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm;

/** @returns {DocProgram[]} Every program of the README and of every guide, in reading order. */
export function programsOfGuides() {
  const guides = readdirSync(inRepository(GUIDES)).filter((file) => file.endsWith(".md"));
  return ["README.md", ...guides.map((file) => `${GUIDES}/${file}`)].flatMap((path) =>
    programsOf(basename(path, ".md"), readFileSync(inRepository(path), "utf8")),
  );
}

/**
 * @param {string} guide Its name.
 * @param {string} markdown
 * @returns {DocProgram[]}
 * @throws {Error} For a program that neither says what it prints nor is marked `compile`.
 */
export function programsOf(guide, markdown) {
  const blocks = [...markdown.matchAll(BLOCK)].map(([, language, mark = "", text = ""], index, all) => {
    const at = all[index]?.index ?? 0;
    return { language, mark: mark.trim(), text, name: `${guide}-${markdown.slice(0, at).split("\n").length}` };
  });
  return blocks.flatMap((block, index) =>
    block.language === "ts"
      ? [{ name: block.name, source: block.text, prints: outputOf(block, blocks[index + 1]) }]
      : [],
  );
}

/**
 * @param {{ name: string, mark: string }} program
 * @param {{ language: string | undefined, text: string } | undefined} next The block after it.
 */
function outputOf({ name, mark }, next) {
  if (mark === "compile") return null;
  if (next?.language !== "text") throw new Error(`${name}: no text block says what this program prints`);
  return next.text;
}
