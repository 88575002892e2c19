import type { AttemptContext } from "@gantry/engine";

/** How many primes there are below `below`, found the slow way: work that keeps a processor busy. */
export function countPrimes({ below }: { below: number }, { emit }: Pick<AttemptContext, "emit">): void {
  let count = 0;
  for (let candidate = 2; candidate < below; candidate += 1) if (isPrime(candidate)) count += 1;
  emit("counted", { below, count });
}

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) if (candidate % divisor === 0) return false;
  return true;
}
