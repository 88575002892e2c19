"use client";

import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { AppRouter } from "@gantry/server/router";

/** `useTRPC()` makes the query and mutation options for TanStack Query; `useTRPCClient()` calls directly. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** A client for the server that this page came from. */
export const createApiClient = () => createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: "/trpc" })] });
