import { expect, test } from "vitest";
import { exitCodeOf, runCommand } from "./run-command.mjs";

test("the exit code of the program is returned", async () => {
  expect(await exitCodeOf(process.execPath, ["-e", "process.exit(7)"])).toBe(7);
});

test("a program that a signal ended does not count as a success", async () => {
  expect(await exitCodeOf(process.execPath, ["-e", "process.kill(process.pid, 'SIGKILL')"])).toBe(128);
});

test("a failed step names the command and its code", async () => {
  await expect(runCommand(process.execPath, ["-e", "process.exit(3)"])).rejects.toThrow(/process\.exit\(3\).*code 3/);
});

test("an unknown program is an error, not a hang", async () => {
  await expect(exitCodeOf("gantry-no-such-program", [])).rejects.toThrow(/ENOENT/);
});
