import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { openStore } from "@gantry/db";
import { SCOPES, type Scope } from "./auth/caller.ts";
import { readEnvironment } from "./env.ts";

const USAGE = `Makes an API token, and shows it once.

  npm run token -w @gantry/server -- --name <who it is for> --scope read|run|admin
`;

const { values } = parseArgs({ options: { name: { type: "string" }, scope: { type: "string" } }, strict: false });
const { name, scope } = values;
if (typeof name === "string" && isScope(scope)) await makeToken(name, scope);
else {
  process.stderr.write(USAGE);
  process.exitCode = 2;
}

async function makeToken(name: string, scope: Scope): Promise<void> {
  const { databaseUrl = null, dataDir } = readEnvironment(process.env);
  try {
    await using store = await openStore({ databaseUrl, dataDir, ownerId: `token_${randomUUID()}` });
    const { secret } = await store.tokens.create({ name, scopes: [scope] });
    process.stdout.write(`${secret}\n`);
  } catch (error) {
    process.stderr.write(`The token was not made: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

function isScope(scope: unknown): scope is Scope {
  return SCOPES.some((known) => known === scope);
}
