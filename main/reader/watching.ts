import { type FSWatcher, watch as watchFolder } from 'node:fs'
import { PostilError } from '../core/result.ts'
import { articlesFolder, isArticleName } from '../library/scan.ts'

/** Looking takes at most this share of the time. */
const SHARE = 0.02
/** Milliseconds between two looks at everything, at least and at most. */
const SOONEST = 2000
const LATEST = 60_000
/** Articles that were opened last, which are looked at every `SOONEST` milliseconds, whatever the library's size. */
const ATTENDED = 16

export interface Watch {
  /** Begins to look for what other programs change. */
  start(): void
  look(ids: readonly string[]): Promise<void>
  attend(id: string): void
  close(): Promise<void>
}

interface Parts {
  /** The library's folder. */
  readonly root: string
  /** Looks at these articles. */
  readonly look: (ids: readonly string[]) => Promise<void>
  /** Sees to it that the library is still held. */
  readonly keep: () => void
  /** Looks at everything. */
  readonly check: () => Promise<void>
  readonly report: (thrown: unknown) => void
}

/**
 * Sees what other programs change in the library. Three ways, since none is enough: everything is looked at again and
 * again, the more seldom the longer it takes; the system tells at once of article folders that come and go, where it
 * can; and the articles that were opened last are looked at every other second. It doesn't stop where nobody listens: a
 * command that asks the running Postil must not get an old answer.
 */
export function createWatch({ root, look, keep, check, report }: Parts): Watch {
  const attended = new Set<string>()
  const came = new Set<string>()
  const timers = new Set<NodeJS.Timeout>()
  let folder: FSWatcher | null = null
  let closed = false
  let running: Promise<void> = Promise.resolve()

  const after = (milliseconds: number, work: () => void): void => {
    if (closed) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      work()
    }, milliseconds)
    timer.unref()
    timers.add(timer)
  }

  /** One after the other; a failure is told of, and the next look comes all the same. */
  const run = (work: () => Promise<void>): Promise<void> => {
    running = running.then(async () => {
      if (closed) return
      await work().catch((thrown: unknown) => {
        if (!closed && !(thrown instanceof PostilError && thrown.code === 'cancelled')) report(thrown)
      })
    })
    return running
  }

  const checkAgain = (): void => {
    let begun = 0
    const work = async (): Promise<void> => {
      begun = performance.now()
      await check()
    }
    void run(work).then(() => {
      const took = performance.now() - begun
      after(Math.min(LATEST, Math.max(SOONEST, took / SHARE)), checkAgain)
    })
  }

  const lookAgain = (): void => {
    const ids = [...attended]
    keep()
    void run(() => (ids.length > 0 ? look(ids) : Promise.resolve())).then(() => after(SOONEST, lookAgain))
  }

  const heard = (name: string | null): void => {
    if (name === null || !isArticleName(name)) return
    came.add(name)
    // Whoever brings a folder brings its files in the next moments.
    if (came.size === 1) {
      after(200, () => {
        const ids = [...came]
        came.clear()
        void run(() => look(ids))
      })
    }
  }

  return {
    look,
    start() {
      if (folder || closed) return
      after(SOONEST, checkAgain)
      after(SOONEST, lookAgain)
      try {
        folder = watchFolder(articlesFolder(root), { persistent: false }, (_event, name) => heard(name))
        folder.on('error', () => folder?.close())
      } catch {
        // The system has no room for another watch, or cannot watch this disk.
      }
    },
    attend(id) {
      attended.delete(id)
      attended.add(id)
      for (const oldest of attended) {
        if (attended.size <= ATTENDED) break
        attended.delete(oldest)
      }
    },
    async close() {
      closed = true
      folder?.close()
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
      await running
    },
  }
}
