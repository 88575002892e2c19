import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the committed migrations of both databases lead exactly to the models", async () => {
  const script = fileURLToPath(new URL("../../../prisma/scripts/check-migrations.mjs", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  expect(stdout).toBe("sqlite: models and migrations agree\npostgresql: models and migrations agree\n");
});
