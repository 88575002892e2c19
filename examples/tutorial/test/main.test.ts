import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";

interface Outcome {
  readonly exitCode: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one program of the tutorial as a process of its own, to its end. */
function tutorial(...args: string[]): Promise<Outcome> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const program = fileURLToPath(new URL("../src/main.ts", import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, ["--conditions=source", "--import", tsx, program, ...args], (error, stdout, stderr) =>
      resolve({ exitCode: error === null ? 0 : (error.code ?? null), stdout, stderr }),
    );
  });
}

test("step 3 prints the lines of the document", async () => {
  const { exitCode, stdout } = await tutorial("3");
  expect(exitCode).toBe(0);
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.replace(/\[\d{10}\.\d\d\]/, "[…]").replace(/\d+\.\d\ds$/, "…"));
  // In which order three things end that take equally long is the machine's affair.
  expect(lines.toSorted()).toEqual(
    [
      ...[1, 2, 3].map((number) => `[…] Fetched: Data from Source${number}`),
      ...[1, 2, 3].map((number) => `Aggregated: Data from Source${number} from Source${number}`),
      "Total time: …",
    ].toSorted(),
  );
});

test("pitfall 1: a program that waits for nothing ends when its work is done", async () => {
  const { exitCode, stdout } = await tutorial("pitfall-1");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^execute returned: the job is running\n\[[\d.]+\] Operation completed\n$/);
});

test("pitfall 2: a Flow that nobody shut down does not keep the process alive", async () => {
  const { exitCode, stdout } = await tutorial("pitfall-2");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/Completed, and never shut down\n$/);
});

test("pitfall 3: what computes inline keeps everything else waiting; on threads nothing waits", async () => {
  const { exitCode, stdout } = await tutorial("pitfall-3");
  expect(exitCode).toBe(0);
  expect(stdout.replaceAll(/\d+\.\d\ds/g, "…").split("\n")).toEqual([
    "=== CPU-bound, inline ===",
    "78498 primes below 1000000",
    "78498 primes below 1000000",
    "Time: …; meanwhile everything else had no turn",
    "=== CPU-bound, on threads ===",
    "78498 primes below 1000000",
    "78498 primes below 1000000",
    "Time: …; meanwhile everything else had its turn",
    "",
  ]);
});

test("a program that there is none of is refused with the names of all", async () => {
  const { exitCode, stderr } = await tutorial("6");
  expect(exitCode).toBe(1);
  expect(stderr).toContain("Allowed choices are 1, 2, 3, 3-one-job, 4, 5, pitfall-1, pitfall-2, pitfall-3");
});
