// `fibonacci.ts` for a pool that knows no TypeScript.
import { register } from "tsx/esm/api";

register();
export const { fibonacci } = await import("./fibonacci.ts");
