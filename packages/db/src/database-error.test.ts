import { DriverAdapterError } from "@prisma/driver-adapter-utils";
import { AppError } from "@gantry/contracts";
import { expect, test } from "vitest";
import { isConstraintViolation, toStoreError } from "./database-error.ts";

const sqlite = (extendedCode: number) => new DriverAdapterError({ kind: "sqlite", extendedCode, message: "said so" });

const codeOf = (error: unknown): string | null => (error instanceof AppError ? error.code : null);

test("a full disk, a damaged file and a file that can't be written say what to do", () => {
  // 3338 is an extended code: SQLITE_IOERR (10) in the low byte.
  for (const [code, advice] of [
    [13, /Free some space/],
    [11, /backup/],
    [8, /writable/],
    [3338, /Look at the disk/],
  ] as const) {
    const error = toStoreError(sqlite(code));
    expect(codeOf(error)).toBe("unavailable");
    expect(String(error)).toMatch(advice);
  }
});

test("a database that is away or in the way may be tried again, one that refuses a statement may not", () => {
  const host = { host: "127.0.0.1", port: 5432 };
  expect(codeOf(toStoreError(new DriverAdapterError({ kind: "DatabaseNotReachable", ...host })))).toBe("unavailable");
  expect(codeOf(toStoreError(new DriverAdapterError({ kind: "TransactionWriteConflict" })))).toBe("unavailable");
  expect(codeOf(toStoreError(sqlite(1)))).toBe("internal");
});

test("what no row can hold is the asker's fault", () => {
  const noSuchCharacter = { kind: "postgres", code: "22021", severity: "ERROR", message: "0x00" } as const;
  const rest = { detail: undefined, column: undefined, hint: undefined };
  expect(codeOf(toStoreError(new DriverAdapterError({ ...noSuchCharacter, ...rest })))).toBe("invalid_input");
  expect(codeOf(toStoreError(new DriverAdapterError({ kind: "ValueOutOfRange", cause: "2^31" })))).toBe(
    "invalid_input",
  );
});

test("the cause is kept, also where Prisma wrapped it", () => {
  const driver = new DriverAdapterError({ kind: "UniqueConstraintViolation" });
  const wrapped = Object.assign(new Error("Raw query failed"), { meta: { driverAdapterError: driver } });
  expect(isConstraintViolation(driver)).toBe(true);
  expect(isConstraintViolation(wrapped)).toBe(true);
  expect(toStoreError(wrapped)).toMatchObject({ code: "internal", cause: wrapped });
});

test("what is no database's error passes unchanged", () => {
  for (const thrown of [new AppError("not_found", "x"), new TypeError("x"), "text", null]) {
    expect(toStoreError(thrown)).toBe(thrown);
    expect(isConstraintViolation(thrown)).toBe(false);
  }
});
