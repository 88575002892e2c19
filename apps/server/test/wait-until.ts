/** Resolves with the first answer that `isDone` accepts; asks again at once, so that nothing here knows about time. */
export async function waitUntil<T>(read: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isDone(value)) return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
