// Checks Dockerfile, docker-compose.yml and .env.example without Docker, which is not everywhere.
import { existsSync, readFileSync } from "node:fs";
import { composeFaults } from "./deployment/compose-file.mjs";
import { dockerfileFaults } from "./deployment/dockerfile.mjs";
import { envExampleFaults } from "./deployment/env-example.mjs";
import { inRepository } from "./lib/repository.mjs";

const read = (/** @type {string} */ path) => readFileSync(inRepository(path), "utf8");

const compose = read("docker-compose.yml");
const faults = [
  ...composeFaults(compose).map((fault) => `docker-compose.yml: ${fault}`),
  ...envExampleFaults(read(".env.example"), compose),
  ...dockerfileFaults(read("Dockerfile"), (path) => existsSync(inRepository(path))),
];
for (const fault of faults) console.error(fault);
if (faults.length === 0) console.log("Dockerfile, docker-compose.yml and .env.example agree with each other.");
process.exitCode = faults.length === 0 ? 0 : 1;
