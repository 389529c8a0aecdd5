import { PostilError } from '../../core/result.ts'

/** Resolves when there is a place, in the order of asking, with a function that gives it back; rejects with `cancelled`. */
type Enter = (signal?: AbortSignal) => Promise<() => void>

/** Lets in `places` at once; the others wait. */
export function createRoom(places: number): Enter {
  const waiting = new Set<() => void>()
  let free = places
  const take = (): (() => void) => {
    free -= 1
    return () => {
      free += 1
      const [next] = waiting
      next?.()
    }
  }
  return (signal) =>
    new Promise((entered, reject) => {
      if (signal?.aborted) return reject(new PostilError('cancelled'))
      if (free > 0) return entered(take())
      const giveUp = (): void => {
        waiting.delete(come)
        reject(new PostilError('cancelled'))
      }
      const come = (): void => {
        waiting.delete(come)
        signal?.removeEventListener('abort', giveUp)
        entered(take())
      }
      waiting.add(come)
      signal?.addEventListener('abort', giveUp, { once: true })
    })
}
