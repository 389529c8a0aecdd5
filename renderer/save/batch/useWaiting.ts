import { useEffect } from 'react'
import type { Saves } from './saves.ts'
import { keepWaiting, readWaiting } from './waiting.ts'

/** Milliseconds at least between two times that what waits is written down. */
const pace = 1000

/**
 * A window that goes away in the middle leaves a list of what it has not saved; the next one shows it, and goes on when
 * it is told to. Of several windows in one browser, only the first one does so.
 */
export function useWaiting(saves: Saves): void {
  useEffect(() => {
    let end = (): void => {}
    const stay = new Promise<void>((settle) => {
      end = settle
    })
    const watch = (): (() => void) => {
      saves.restore(readWaiting(localStorage))
      let timer: number | undefined
      const keep = (): void => {
        timer = undefined
        keepWaiting(localStorage, saves.snapshot().items)
      }
      const stop = saves.subscribe(() => {
        timer ??= window.setTimeout(keep, pace)
      })
      window.addEventListener('pagehide', keep)
      return () => {
        stop()
        window.clearTimeout(timer)
        window.removeEventListener('pagehide', keep)
      }
    }
    void navigator.locks?.request('postil.saves', { ifAvailable: true }, async (lock) => {
      if (lock === null) return
      const stop = watch()
      await stay
      stop()
    })
    return () => end()
  }, [saves])
}
