import { describe, expect, test } from "vitest";
import { EnvironmentError, readEnvironment } from "./env.ts";

describe("readEnvironment", () => {
  test("an empty environment serves this machine on port 8000 without a token", () => {
    expect(readEnvironment({})).toMatchObject({ host: "127.0.0.1", port: 8000, auth: "local", databaseUrl: undefined });
  });

  test("an empty variable means the same as a missing one", () => {
    expect(readEnvironment({ PORT: "", ORCHESTRATOR_API_KEY: "" })).toMatchObject({ port: 8000, auth: "local" });
  });

  test("every bad value is named at once, without quoting it", () => {
    const read = () => readEnvironment({ PORT: "80a", LOG_LEVEL: "loud", GANTRY_SECRET_KEY: "short-secret" });
    expect(read).toThrow(/PORT must be a whole number[\s\S]*GANTRY_SECRET_KEY must have[\s\S]*LOG_LEVEL must be/);
    expect(read).not.toThrow(/short-secret/);
  });

  test("an address that others can reach asks for tokens", () => {
    expect(readEnvironment({ HOST: "0.0.0.0" }).auth).toBe("token");
    expect(() => readEnvironment({ HOST: "0.0.0.0", GANTRY_AUTH: "local" })).toThrow(EnvironmentError);
  });

  test("the compatible single key turns tokens on, and contradicts local mode", () => {
    expect(readEnvironment({ ORCHESTRATOR_API_KEY: "k" }).auth).toBe("token");
    expect(() => readEnvironment({ ORCHESTRATOR_API_KEY: "k", GANTRY_AUTH: "local" })).toThrow(/Set one of them/);
  });

  test("a shared database needs a shared secret key", () => {
    expect(() => readEnvironment({ DATABASE_URL: "postgresql://db/gantry" })).toThrow(/GANTRY_SECRET_KEY is required/);
  });

  test("modules and ranges are lists separated by commas", () => {
    const read = readEnvironment({ GANTRY_MODULES: "a, ./b.ts,", GANTRY_SERVICE_RANGES: "10.0.0.0/8,127.0.0.1/32" });
    expect(read.modules).toEqual(["a", "./b.ts"]);
    expect(read.serviceRanges).toEqual(["10.0.0.0/8", "127.0.0.1/32"]);
  });
});
