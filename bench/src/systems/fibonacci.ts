/** Computes, and nothing else: 10 is over at once, 33 takes tens of milliseconds. */
export const fib = (n: number): number => (n < 2 ? n : fib(n - 1) + fib(n - 2));

/** What threads are asked for. */
export const fibonacci = ({ n }: { readonly n: number }): number => fib(n);
