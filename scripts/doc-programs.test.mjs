import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { programsOf, programsOfGuides } from "./lib/doc-programs.mjs";
import { inRepository, repositoryRoot } from "./lib/repository.mjs";

const execute = promisify(execFile);

/** Inside the repository, so that the programs find the packages as a user's would. */
const DIRECTORY = "reports/doc-programs";
const fileOf = (/** @type {{ name: string }} */ { name }) => inRepository(`${DIRECTORY}/${name}.ts`);

describe("the programs in docs/guides", () => {
  const programs = programsOfGuides();

  beforeAll(async () => {
    await rm(inRepository(DIRECTORY), { recursive: true, force: true });
    await mkdir(inRepository(DIRECTORY), { recursive: true });
    for (const program of programs) await writeFile(fileOf(program), program.source);
    const tsconfig = { extends: "../../tsconfig.base.json", compilerOptions: { types: ["node"] }, include: ["*.ts"] };
    await writeFile(inRepository(`${DIRECTORY}/tsconfig.json`), JSON.stringify(tsconfig));
  });

  test("compile", async () => {
    const { stdout } = await execute("npx", ["tsc", "-p", DIRECTORY], { cwd: repositoryRoot }).catch((error) => error);
    expect(stdout).toBe("");
  });

  test.for(programs.filter(({ prints }) => prints !== null))("$name prints what the guide says", async (program) => {
    const args = ["--conditions=source", "--import", "tsx", fileOf(program)];
    const { stdout } = await execute(process.execPath, args, { cwd: repositoryRoot });
    expect(stdout).toBe(program.prints);
  });
});

test("a program that does not say what it prints is refused, unless it is marked to be compiled only", () => {
  expect(() => programsOf("guide", "Look:\n\n```ts\nlet a = 1;\n```\n")).toThrow("guide-3: no text block says");
  expect(programsOf("guide", "```ts compile\nlet a = 1;\n```\n")).toMatchObject([{ prints: null }]);
});

test("what a program prints is the block after it; blocks in other languages are no programs", () => {
  const markdown = "```sh\nls\n```\n\n```ts\nconsole.log(1);\n```\n\nprints\n\n```text\n1\n```\n";
  expect(programsOf("guide", markdown)).toEqual([{ name: "guide-5", source: "console.log(1);\n", prints: "1\n" }]);
});
