export interface Turns {
  /** Runs work when all earlier work under the same key has ended. Rejects at once when `signal` ends the waiting. */
  take<T>(key: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>
  /** The same where work goes by several keys, or by none. */
  takeAll<T>(keys: readonly string[], work: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

/** Work under one key runs in order, under different keys side by side. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  const turns: Turns = {
    take(key, work, signal) {
      const before = last.get(key) ?? Promise.resolve()
      let begun = () => {}
      const own = before.then(() => {
        signal?.throwIfAborted()
        begun()
        return work()
      })
      const ended = own.catch(() => {})
      last.set(key, ended)
      void ended.then(() => {
        if (last.get(key) === ended) last.delete(key)
      })
      if (!signal) return own
      return new Promise((resolve, reject) => {
        const stop = () => reject(signal.reason)
        signal.addEventListener('abort', stop, { once: true })
        // Work that has begun says itself what became of it: it may have stored something by then.
        begun = () => signal.removeEventListener('abort', stop)
        own.then(resolve, reject).finally(begun)
      })
    },
    takeAll(keys, work, signal) {
      // All take them in one order, so that no two wait for one another.
      const [first, ...others] = [...new Set(keys)].toSorted()
      if (first === undefined) return work()
      return turns.take(first, () => turns.takeAll(others, work, signal), signal)
    },
  }
  return turns
}
