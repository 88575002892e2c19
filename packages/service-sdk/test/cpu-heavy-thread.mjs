// tsx does not reach into worker threads on Node 20 by itself.
import { register } from "tsx/esm/api";

register();
await import("./cpu-heavy-thread.ts");
