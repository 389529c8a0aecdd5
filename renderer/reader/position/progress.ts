import { useSyncExternalStore } from 'react'

/** The share of the article that is read, 0 to 1. It changes with every frame of scrolling: only who shows it hears. */
export class Progress {
  #share: number
  readonly #listeners = new Set<() => void>()

  constructor(share: number) {
    this.#share = share
  }

  get share(): number {
    return this.#share
  }

  set(share: number): void {
    if (share === this.#share) return
    this.#share = share
    for (const listener of this.#listeners) listener()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

/** What a component makes of the progress; drawn again only when that changes. */
export function useProgressed<T extends string | number>(progress: Progress, select: (share: number) => T): T {
  return useSyncExternalStore(progress.subscribe, () => select(progress.share))
}
