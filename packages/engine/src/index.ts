export * from "./runtime/ports/index.ts";
export * from "./runtime/engine-types.ts";
