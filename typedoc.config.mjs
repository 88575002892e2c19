// The API reference, made from the docstrings: `npm run docs` writes it to docs/api.

/** @type {import("typedoc").TypeDocOptions} */
export default {
  name: "Gantry",
  out: "docs/api",
  entryPoints: [
    "packages/engine/src/index.ts",
    "packages/engine/src/routines/index.ts",
    "packages/engine/src/threads/index.ts",
    "packages/engine/src/testing/index.ts",
    "packages/operations/src/index.ts",
    "packages/service-sdk/src/index.ts",
    "packages/service-sdk/src/grpc/index.ts",
    "packages/orchestrator/src/index.ts",
    "packages/contracts/src/index.ts",
  ],
  tsconfig: "tsconfig.docs.json",
  readme: "docs/guides/README.md",
  excludePrivate: true,
  excludeInternal: true,
  excludeExternals: true,
  hideGenerator: true,
  // A link to a source line needs a remote, which a copy of the repository may not have.
  disableSources: true,
  sort: ["source-order"],
  validation: { invalidLink: true, notExported: false },
  treatWarningsAsErrors: true,
};
