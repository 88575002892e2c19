#!/usr/bin/env node
import { existsSync } from "node:fs";

const built = new URL("../dist/main.js", import.meta.url);
/** In a checkout that was not built yet; a published package always is. */
const builds = new URL("../../../scripts/gantry.mjs", import.meta.url);
await import(existsSync(built) ? built : builds);
