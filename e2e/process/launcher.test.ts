import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ChildProgram } from "../src/child-process.ts";
import { freePort } from "../src/free-port.ts";
import { until } from "../src/until.ts";

const repository = fileURLToPath(new URL("../../", import.meta.url));

const answers = (url: string) =>
  fetch(url).then(
    (answer) => answer.ok,
    () => false,
  );

test("`npm start` serves the API and the dashboard, and SIGTERM ends it and everything it started", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "gantry-start-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const npm = new ChildProgram("npm", ["start"], {
    cwd: repository,
    env: { PORT: String(port), GANTRY_DATA_DIR: dataDir },
  });
  await until(async () => {
    if (!npm.running) throw new Error(`npm start ended. It wrote:\n${npm.output}`);
    return (await answers(`${url}/health`)) || null;
  });
  expect(await answers(url)).toBe(true);
  expect(npm.output).toContain(url);
  await npm.stop();
  await until(async () => !(await answers(`${url}/health`)) || null);
  await rm(dataDir, { recursive: true });
});
