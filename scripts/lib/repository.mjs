import { fileURLToPath } from "node:url";

/** Absolute path of the repository, with a trailing slash. */
export const repositoryRoot = fileURLToPath(new URL("../../", import.meta.url));

/** @param {string} path Relative to the repository. */
export const inRepository = (path) => `${repositoryRoot}${path}`;
