/** The second step of this package's build: its assets, beside the compiled program. */
import { fileURLToPath } from "node:url";
import { assembleAssets } from "./assets.ts";

await assembleAssets(fileURLToPath(new URL("./assets/", import.meta.url)));
