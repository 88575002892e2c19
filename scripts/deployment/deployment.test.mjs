import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { inRepository } from "../lib/repository.mjs";
import { composeFaults } from "./compose-file.mjs";
import { dockerfileFaults } from "./dockerfile.mjs";
import { envExampleFaults } from "./env-example.mjs";

const read = (/** @type {string} */ path) => readFileSync(inRepository(path), "utf8");

describe("docker-compose.yml", () => {
  const compose = read("docker-compose.yml");

  test("ours has no fault", () => {
    expect(composeFaults(compose)).toEqual([]);
  });

  test.each([
    ["a key given twice", "name: gantry", "name: gantry\nname: other", /unique/],
    ["a misspelt key", "    restart:", "    restrat:", /unknown key "restrat"/],
    ["a volume that is not declared", "server-data:/data", "other-data:/data", /volume "other-data:\/data"/],
    [
      "waiting for a service that is not there",
      "      redis:\n        condition",
      "      cache:\n        condition",
      /"cache"/,
    ],
    ["Redis without its append-only file", '"--appendonly", "yes"', '"--appendonly", "no"', /append-only/],
    ["a missing setting", "      GANTRY_SECRET_KEY:", "      SECRET_KEY:", /GANTRY_SECRET_KEY is not passed/],
  ])("%s is found", (_name, from, to, message) => {
    expect(composeFaults(compose.replace(from, to)).join("\n")).toMatch(message);
  });
});

describe(".env.example", () => {
  test("ours explains every variable of the compose file", () => {
    expect(envExampleFaults(read(".env.example"), read("docker-compose.yml"))).toEqual([]);
  });

  test("a variable that is missing or has no comment is found", () => {
    expect(envExampleFaults("\nB=\n", "${A:?} ${B}")).toEqual([
      "A is used by docker-compose.yml and not in .env.example",
      '"B=" has no comment above it in .env.example',
    ]);
  });
});

describe("Dockerfile", () => {
  const dockerfile = read("Dockerfile");
  const exists = (/** @type {string} */ path) => existsSync(inRepository(path));

  test("ours has no fault", () => {
    expect(dockerfileFaults(dockerfile, exists)).toEqual([]);
  });

  test.each([
    ["copying what does not exist", "COPY . .", "COPY no-such-file .", /no-such-file/],
    ["running as root", "USER node", "USER root", /as root/],
    ["a shell between Docker and the server", 'CMD ["node", "apps/server/dist/main.js"]', "CMD npm start", /signals/],
    ["starting what nobody builds", "dist/main.js", "dist/mian.js", /mian\.js/],
  ])("%s is found", (_name, from, to, message) => {
    expect(dockerfileFaults(dockerfile.replace(from, to), exists).join("\n")).toMatch(message);
  });
});
