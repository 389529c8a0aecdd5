import { layout } from './layout.ts'

export type Queued = <R>(key: string, work: () => Promise<R>) => Promise<R>

/** With nothing else under way on an article. The order of the queues is everywhere the same. */
export function alone<R>(queued: Queued, id: string, work: () => Promise<R>): Promise<R> {
  return queued('create', () => queued(layout.article(id), () => queued(layout.highlights(id), work)))
}

/** Work under one key runs in the order in which it was asked for; under different keys, side by side. */
export class Queues {
  readonly #last = new Map<string, Promise<unknown>>()

  run<R>(key: string, work: () => Promise<R>): Promise<R> {
    const before = this.#last.get(key) ?? Promise.resolve()
    const result = before.then(work)
    // What comes after must run whether this fails or not.
    const settled = result.then(
      () => {},
      () => {},
    )
    this.#last.set(key, settled)
    void settled.then(() => {
      if (this.#last.get(key) === settled) this.#last.delete(key)
    })
    return result
  }

  /** Waits until nothing is under way. */
  async idle(): Promise<void> {
    while (this.#last.size > 0) await Promise.all(this.#last.values())
  }
}
