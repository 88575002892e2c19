import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";

interface Outcome {
  readonly exitCode: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the terminal program to its end. */
function demo(...flags: string[]): Promise<Outcome> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const program = fileURLToPath(new URL("../src/main.ts", import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, ["--conditions=source", "--import", tsx, program, ...flags], (error, stdout, stderr) =>
      resolve({ exitCode: error === null ? 0 : (error.code ?? null), stdout, stderr }),
    );
  });
}

test("the output has every section, and one report per job", async () => {
  const { exitCode, stdout } = await demo("--jobs", "2", "--max-workers", "2");
  expect(exitCode).toBe(0);
  for (const section of ["Status updates", "Timeline", "Execution summary"])
    expect(stdout).toContain(`━━ ${section} ━━`);
  for (const part of ["Execution history", "Shared data", "Shared log", "Routine states", "Final report"]) {
    expect(stdout.split(`\n${part}\n`)).toHaveLength(3);
  }
  expect(stdout).toMatch(/^after \d.*\n {2}Job 1 .*history \d+ .*log \d+/m);
  expect(stdout).toMatch(/Completed +all 2/);
});

test("--json prints one object and nothing else", async () => {
  const { exitCode, stdout } = await demo("--json", "--jobs", "3", "--max-workers", "1");
  expect(exitCode).toBe(0);
  const report: unknown = JSON.parse(stdout);
  expect(report).toMatchObject({
    maxWorkers: 1,
    peakConcurrency: 1,
    idealMs: 1_950,
    jobs: Array(3).fill({ status: "completed" }),
  });
});

test("--help lists every variant with its size", async () => {
  const { exitCode, stdout } = await demo("--help");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^ {2}pipeline +Five stages .* \(4 jobs, 2 workers\)$/m);
  for (const name of [
    "many-jobs",
    "branches",
    "heavy",
    "errors-stop",
    "errors-continue",
    "errors-skip",
    "errors-retry",
  ]) {
    expect(stdout).toMatch(new RegExp(`^ {2}${name} `, "m"));
  }
});

test("a variant whose jobs fail says so in the summary, and by its exit code", async () => {
  const { exitCode, stdout } = await demo("--variant", "errors-stop", "--jobs", "1");
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/failed after .*: The audit office does not answer/);
  expect(stdout).toMatch(/Completed +0 of 1/);
  expect(stdout).not.toMatch(/^Ideal/m);
});

test.each(["0", "-1", "1.5", "many"])("--jobs %s is refused with a word on what it must be", async (jobs) => {
  const { exitCode, stderr } = await demo(`--jobs=${jobs}`);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("It must be a whole number of at least 1.");
});
