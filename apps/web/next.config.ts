import type { NextConfig } from "next";

// Read when a build or a server starts, which is after this file.
process.env.NEXT_TELEMETRY_DISABLED = "1";

/**
 * The dashboard is served by `@gantry/server` on its own port; this package builds only the pages.
 * Types are not checked here: they reach into the server's source (`AppRouter`), which needs generated code;
 * `npm run typecheck` checks both together.
 */
const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  typescript: { ignoreBuildErrors: true },
  // Turbopack has no custom export conditions: these stand for `source`, so that a build needs no other build before it.
  turbopack: {
    root: `${import.meta.dirname}/../..`,
    resolveAlias: {
      "@gantry/contracts": "./../../packages/contracts/src/index.ts",
      "@gantry/engine/core": "./../../packages/engine/src/core/index.ts",
    },
  },
};

export default config;
