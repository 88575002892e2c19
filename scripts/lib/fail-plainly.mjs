/**
 * Runs a program's main function; what it throws is told in one line, without a stack, and ends it with code 1.
 *
 * @param {() => Promise<void>} main
 */
export async function failPlainly(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
