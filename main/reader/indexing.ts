import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import { PostilError } from '../core/result.ts'
import type { Library } from '../library/types.ts'
import type { OwnedIndex, SearchIndex } from '../search/types.ts'
import { createIndexerCore, sharedThread } from './indexer/core.ts'
import { createIndexerThread } from './indexer/thread.ts'
import type { CheckOptions, Indexer } from './indexer/types.ts'
import { createSettling, type Settling } from './settling.ts'
import type { Texts } from './texts.ts'
import { createWatch, type Watch } from './watching.ts'

/** A disk that damages the index again and again is not written to for ever. */
const MAX_LOSSES = 5
/** The thread begins when the first page of the list has had its time; milliseconds. */
const AFTER_OPENING = 50

/** Keeps the derived index in step with the files. */
export interface Indexing {
  /**
   * Asks the index, once it knows of every change before. Where it turns out to be damaged it is built again, and
   * `indexDamaged` is thrown this once.
   */
  ask<T>(question: (index: SearchIndex) => T): Promise<T>
  /** After the files of articles changed. Nobody waits for it but `ask`; what fails is made good with the next one. */
  refresh(...ids: readonly string[]): void
  /** Somebody has this article before their eyes: what another program changes of it shows soon. */
  attend(id: string): void
  /** Compares the index with the files and mends the differences; calls that overlap share one run. */
  catchUp(options?: CheckOptions): Promise<void>
  /** Builds it again from nothing; answers the number of articles in it. */
  rebuild(options?: CheckOptions): Promise<number>
  /** Whether the index agrees with the files, as far as is known. That it is being checked says nothing against it. */
  readonly current: boolean
  /** Whether every article that there is could be read. */
  readonly whole: boolean
  /** Resolves once the index agrees with the files, or nothing more can be done about it. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

interface Parts {
  readonly library: Library
  readonly texts: Texts
  readonly index: OwnedIndex
  /** The list may look different now; null: all of it. */
  readonly changed: (ids: readonly string[] | null) => void
  /** How far the index has been built. */
  readonly progress: (done: number, total: number) => void
  readonly report: (thrown: unknown) => void
  /** The indexing thread's file; without one, the work is done in this thread. */
  readonly threadUrl?: URL | undefined
  /** Looks again and again for what other programs change. */
  readonly watchful: boolean
}

export function createIndexing(parts: Parts): Indexing {
  const { library, index, changed, report } = parts
  let current = false
  /** Counts what made the index disagree with the files: a check that began before the last of it proves nothing. */
  let setbacks = 0
  /** An article could not be put in (a full disk, another program in the file): it is made good with the next one. */
  let behind = false
  let closed = false
  let losses = 0
  let running: Promise<void> | null = null
  const closing = new AbortController()
  let indexer = startIndexer()
  const settling: Settling = createSettling({ ...parts, indexer: () => indexer })

  function startIndexer(): Indexer {
    const { location } = index
    const { threadUrl } = parts
    if (threadUrl && location !== null) return createIndexerThread(threadUrl, { root: library.path, location })
    return createIndexerCore({ root: library.path, index, share: sharedThread, close: () => {} })
  }

  const tell = (ids: readonly string[]): void => {
    if (ids.length > 0) changed(ids.length > 100 ? null : ids)
  }

  const fallBehind = (): void => {
    current = false
    setbacks += 1
  }

  /** Until it finds a difference, a check says nothing against an index that agreed with the files. */
  const check = async ({ signal, onProgress }: CheckOptions): Promise<void> => {
    let nextTold = 200
    const before = setbacks
    const { changed: ids, ...odd } = await indexer.check({
      signal: signal ? AbortSignal.any([signal, closing.signal]) : closing.signal,
      onProgress(done, total) {
        if (done < total) current = false
        parts.progress(done, total)
        onProgress?.(done, total)
        // A list that is being filled shows what there is, ever more seldom.
        if (done < nextTold || done === total) return
        nextTold = done * 3
        changed(null)
      },
    })
    const settled = await settling.settle(odd, closing.signal)
    tell([...ids, ...settled])
    if (setbacks !== before) return
    current = true
    behind = false
  }

  const start = (options: CheckOptions, delay = 0): Promise<void> => {
    const begin = async (): Promise<void> => {
      if (delay > 0) await wait(delay, undefined, { signal: closing.signal })
      await check(options)
    }
    const run = begin().finally(() => {
      if (running === run) running = null
    })
    running = run
    latest = run.catch((thrown: unknown) => {
      if (closed || options.signal?.aborted) return
      tellOf(thrown)
      return recover(thrown)
    })
    ready = latest
    return run
  }

  /** There was no room for the index's file: it lives in memory from now on, which costs nobody anything. */
  const isFull = (thrown: unknown): boolean => thrown instanceof PostilError && thrown.code === 'diskFull'
  const tellOf = (thrown: unknown): void => {
    if (!isFull(thrown)) report(thrown)
  }

  let recovering: Promise<boolean> | null = null
  /** `ready` of the run that began last. */
  let latest: Promise<void> = Promise.resolve()

  /** The index is begun again where this means that it is lost. Resolves when it is whole again. */
  const recover = (thrown: unknown): Promise<void> => {
    const lost = isFull(thrown) || (thrown instanceof PostilError && thrown.code === 'indexDamaged')
    if (!lost || closed) return Promise.resolve()
    // Whoever meets the same loss waits for the same new beginning.
    recovering ??= beginAgain(thrown)
      .catch((failure: unknown) => {
        // An index that can be neither used nor removed (Windows, while somebody has it open): the files are what counts.
        report(failure)
        return false
      })
      .finally(() => {
        recovering = null
      })
    const whole = recovering.then((begun) => (begun ? latest : undefined))
    ready = whole
    return whole
  }

  const beginAgain = async (thrown: unknown): Promise<boolean> => {
    if (losses >= MAX_LOSSES) return false
    losses += 1
    fallBehind()
    // One that is under way doesn't know of the loss.
    while (running) await running.catch(() => {})
    if (closed) return false
    await indexer.close()
    const begun = index.recover(thrown)
    indexer = startIndexer()
    if (begun) start({}).catch(() => {})
    return begun
  }

  const pending = new Set<string>()
  let scheduled = false
  let last: Promise<void> = Promise.resolve()

  const refreshPending = async (): Promise<void> => {
    // Whoever changed them is answered first.
    await turn()
    scheduled = false
    const ids = [...pending]
    pending.clear()
    if (behind && running === null && !closed) start({}).catch(() => {})
    try {
      const { unusual } = await indexer.refresh(ids)
      await settling.settle({ unusual, strange: [] }, closing.signal, report)
    } catch (thrown) {
      fallBehind()
      behind = true
      tellOf(thrown)
      void recover(thrown)
    }
  }

  /** A damaged index is begun again, whoever comes upon it. */
  const failed = (thrown: unknown): never => {
    if (!closed) void recover(thrown)
    throw thrown
  }

  const look: Watch['look'] = async (ids) => {
    const { changed: seen, ...odd } = await indexer.look(ids)
    tell([...seen, ...(await settling.settle({ ...odd, strange: [] }, closing.signal))])
  }
  const watch = createWatch({
    root: library.path,
    look,
    check: () => (running === null ? check({}).catch(failed) : Promise.resolve()),
    keep: () => void library.keep(),
    report,
  })

  let ready: Promise<void> = Promise.resolve()
  return {
    async ask(question) {
      await last
      try {
        return question(index)
      } catch (thrown) {
        void recover(thrown)
        throw thrown
      }
    },
    refresh(...ids) {
      if (closed) return
      for (const id of ids) pending.add(id)
      if (scheduled) return
      scheduled = true
      last = last.then(refreshPending)
    },
    attend: watch.attend,
    catchUp(options = {}) {
      if (running) return running
      const run = start(options, parts.threadUrl ? AFTER_OPENING : 0)
      if (parts.watchful) void ready.then(() => (closed ? undefined : watch.start()))
      return run
    },
    async rebuild(options = {}) {
      await running?.catch(() => {})
      await last
      fallBehind()
      await indexer.close()
      index.clear()
      indexer = startIndexer()
      await start(options)
      const { all, trash } = index.counts()
      return all + trash
    },
    get current() {
      return current
    },
    get whole() {
      return settling.unread.size === 0
    },
    get ready() {
      return ready
    },
    async close() {
      closed = true
      closing.abort(new PostilError('cancelled'))
      await watch.close()
      await last
      await ready
      await indexer.close()
      index.close()
    },
  }
}
