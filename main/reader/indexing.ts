import { documentText } from '../core/document/text.ts'
import { indexedText } from '../core/query/tokens.ts'
import { PostilError } from '../core/result.ts'
import type { Library } from '../library/types.ts'
import { syncIndex } from '../search/catch-up.ts'
import type { OwnedIndex, SearchIndex } from '../search/types.ts'
import { isLoss, type Texts } from './texts.ts'

/** A disk that damages the index again and again is not written to for ever. */
const MAX_LOSSES = 5

export interface CatchUpOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

/** Keeps the derived index in step with the files. */
export interface Indexing {
  /** Asks the index. Where it turns out to be damaged it is built again, and `indexDamaged` is thrown this once. */
  ask<T>(question: (index: SearchIndex) => T): Promise<T>
  /** Does ahead what takes longest when an article of this text is put in; for while its files are written. */
  prepare(text: string): void
  /** After the files of an article changed. Never throws: what fails now is made good with the next change or start. */
  refresh(...ids: readonly string[]): Promise<void>
  /** Compares the index with the files and mends the differences; calls that overlap share one run. */
  catchUp(options?: CatchUpOptions): Promise<void>
  /** Builds it again from nothing; answers the number of articles in it. */
  rebuild(options?: CatchUpOptions): Promise<number>
  /** Whether the index agrees with the files, as far as is known. */
  readonly current: boolean
  /** Resolves once the index agrees with the files, or nothing more can be done about it. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

interface Parts {
  readonly library: Library
  readonly texts: Texts
  readonly index: OwnedIndex
  /** The list may look different now. */
  readonly changed: () => void
  readonly report: (thrown: unknown) => void
}

export function createIndexing({ library, texts, index, changed, report }: Parts): Indexing {
  let current = false
  /** An article could not be put in (a full disk, another program in the file): it is made good with the next one. */
  let behind = false
  let closed = false
  let losses = 0
  let running: Promise<void> | null = null
  let ready: Promise<void> = Promise.resolve()
  const closing = new AbortController()

  const readEntry = async (id: string) => {
    // Before the records: if they change while they are read, the stamp is too old and the next catch-up sees it.
    const stamp = await library.stamp(id)
    const [article, highlights] = await Promise.all([library.readArticle(id), library.readHighlights(id)])
    return { article, highlights, text: (await texts.ofOrNone(article)).text.text, images: 0, media: [], stamp }
  }

  const sync = async ({ signal, onProgress }: CatchUpOptions): Promise<void> => {
    const { indexed, removed } = await syncIndex({
      index,
      library,
      readText: (document) => documentText(document).text,
      signal: signal ? AbortSignal.any([signal, closing.signal]) : closing.signal,
      ...(onProgress && { onProgress }),
    })
    current = true
    behind = false
    if (indexed + removed > 0) changed()
  }

  const start = (options: CatchUpOptions): Promise<void> => {
    const run = sync(options).finally(() => {
      if (running === run) running = null
    })
    running = run
    ready = run.catch((thrown: unknown) => {
      if (closed || options.signal?.aborted) return
      tell(thrown)
      return recover(thrown)
    })
    return run
  }

  /** There was no room for the index's file: it lives in memory from now on, which costs nobody anything. */
  const movedToMemory = (thrown: unknown): boolean =>
    thrown instanceof PostilError && thrown.code === 'diskFull' && index.rebuilt === 'memory'

  const tell = (thrown: unknown): void => {
    if (!movedToMemory(thrown)) report(thrown)
  }

  /** The index has begun again, empty, when it throws one of these. Resolves when it is whole again. */
  const recover = async (thrown: unknown): Promise<void> => {
    const lost = movedToMemory(thrown) || (thrown instanceof PostilError && thrown.code === 'indexDamaged')
    if (!lost || closed || losses >= MAX_LOSSES) return
    losses += 1
    current = false
    // One that is under way doesn't know of the loss.
    while (running) await running.catch(() => {})
    if (closed) return
    start({}).catch(() => {})
    await ready
  }

  return {
    async ask(question) {
      try {
        return question(index)
      } catch (thrown) {
        void recover(thrown)
        throw thrown
      }
    },
    prepare: (text) => void indexedText(text),
    async refresh(...ids) {
      if (closed) return
      if (behind && running === null) start({}).catch(() => {})
      try {
        for (const id of ids) {
          const entry = await readEntry(id)
          if (!closed) index.put([entry])
        }
      } catch (thrown) {
        current = false
        if (!isLoss(thrown)) behind = true
        void recover(thrown)
        tell(thrown)
      }
    },
    catchUp: (options = {}) => running ?? start(options),
    async rebuild(options = {}) {
      await running?.catch(() => {})
      current = false
      index.clear()
      await start(options)
      const { all, trash } = index.counts()
      return all + trash
    },
    get current() {
      return current && running === null
    },
    get ready() {
      return ready
    },
    async close() {
      closed = true
      closing.abort(new PostilError('cancelled'))
      await ready
      index.close()
    },
  }
}
