export { ApiClient, ignoreUnreachable, RefusedError, type Submission } from "./api-client.ts";
export { arithmeticSubmission, CHAIN, DIAMOND, type Arithmetic } from "./arithmetic.ts";
export { ServerProcess } from "./server-process.ts";
