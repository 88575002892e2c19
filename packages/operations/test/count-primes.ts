import type { ThreadContext } from "@gantry/engine/threads";

/** Blocks the thread that it runs on. */
export function countPrimes({ below }: { readonly below: number }, { progress }: ThreadContext): number {
  let count = 0;
  for (let n = 2; n < below; n += 1) if (isPrime(n)) count += 1;
  progress(50, "counted", { count });
  return count;
}

/** Never ends by itself, and does not listen. */
export function spin(): never {
  for (;;);
}

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor += 1) if (n % divisor === 0) return false;
  return true;
}
