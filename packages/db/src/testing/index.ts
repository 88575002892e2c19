export { startPostgresForTests, type MissingPostgres, type PostgresForTests } from "./postgres-for-tests.ts";
