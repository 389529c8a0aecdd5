import { PostilError } from '../../core/result.ts'

/** How long work is followed, stopped, and kept from holding up the rest; all of it may be left out. */
export interface Work {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
  /** Awaited between two pieces of work. */
  readonly pace?: (() => Promise<void>) | undefined
}

/** Between two pieces of work: stops where somebody asked for it (`cancelled`), gives way to others. */
export async function rest({ signal, pace }: Work): Promise<void> {
  if (signal?.aborted) throw new PostilError('cancelled')
  await pace?.()
}

/** Runs work on each item, up to `ahead` at a time, and hands over the results in order. After a failure no more is begun. */
export async function* inOrder<T, R>(
  items: readonly T[],
  ahead: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const begun: Promise<R>[] = []
  let next = 0
  const begin = () => {
    const item = items[next]
    if (item === undefined) return
    next += 1
    const result = work(item)
    // Whoever takes it hears of it; if nobody does, the failure before it is the one that counts.
    result.catch(() => {})
    begun.push(result)
  }
  try {
    for (let count = 0; count < ahead; count++) begin()
    for (let result = begun.shift(); result !== undefined; result = begun.shift()) {
      yield await result
      begin()
    }
  } finally {
    await Promise.allSettled(begun)
  }
}
