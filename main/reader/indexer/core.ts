import { setImmediate as turn } from 'node:timers/promises'
import { PostilError } from '../../core/result.ts'
import { foldersNow, holdsMore, stampNow } from '../../library/scan.ts'
import type { IndexEntry, SearchIndex } from '../../search/types.ts'
import { type Numbered, numbered } from './numbers.ts'
import { readEntry } from './read.ts'
import type { Checked, CheckOptions, Indexer, Looked, Unusual } from './types.ts'

/** No article has this stamp: the next process that opens the library looks at it again. */
const UNSETTLED = ''

/** How much is done between two looks at what else there is to do. */
export interface Share {
  /** Articles that are put in at once; together they cost a third of what they cost one by one. */
  readonly articles: number
  /** Characters of text that are put in at once. */
  readonly characters: number
  /** Folders that are looked at in one go. */
  readonly folders: number
}

/** In a thread of its own: some 50 ms, which a refresh may have to wait. */
export const ownThread: Share = { articles: 64, characters: 400_000, folders: 2000 }
/** Where others wait: some 20 ms. */
export const sharedThread: Share = { articles: 16, characters: 100_000, folders: 200 }

interface How {
  /** Folders that hold more than their files are taken too. */
  readonly settled: boolean
  /** What looks damaged is looked at once more, later. */
  readonly patient: boolean
  /** Also what is as it was indexed. */
  readonly anyway: boolean
}

interface Parts {
  /** The library's folder. */
  readonly root: string
  readonly index: SearchIndex
  readonly share: Share
  readonly close: () => void
}

/** The indexer itself, for the thread that it is called in: see `Indexer`. */
export function createIndexerCore({ root, index, share, close }: Parts): Indexer {
  /** What could not be read, as it was then: it is left alone until it changes. */
  const givenUp = new Map<string, string>()
  /** Seen once in a state that may be that of a file half written by another program. */
  const suspects = new Map<string, string>()
  let strangeBefore = ''
  let checks = 0

  /** Reads a share of what waits, from its end on, and puts it in or removes it, all at once. */
  function take(waiting: Numbered[], how: How): Looked {
    const entries: IndexEntry[] = []
    const gone: string[] = []
    const unusual: Unusual[] = []
    let characters = 0
    for (let count = 0; count < share.articles && characters < share.characters; count++) {
      const next = waiting.pop()
      if (!next) break
      const read = readOne(next, how)
      if (read === null) continue
      if (read === 'gone') gone.push(next.id)
      else if (typeof read === 'string') unusual.push({ id: next.id, why: read })
      else {
        entries.push(read)
        characters += read.text.length
      }
    }
    // What comes first was read last; in order, it costs the index least.
    entries.reverse()
    if (gone.length > 0) index.remove(gone)
    if (entries.length > 0) index.put(entries)
    return { changed: [...gone, ...entries.map(({ article }) => article.id)], unusual }
  }

  /** Null where there is nothing to do. */
  function readOne(
    { id, n }: Numbered,
    { settled, patient, anyway }: How,
  ): IndexEntry | 'gone' | Unusual['why'] | null {
    const stamp = stampNow(root, id)
    const indexed = index.stampOf(id)
    if (stamp === null) return indexed === null ? null : 'gone'
    if (!anyway && (stamp === indexed || givenUp.get(id) === stamp)) return null
    const odd = (why: Unusual['why']): Unusual['why'] | null => {
      // What another program is writing right now looks damaged, and is whole the next time.
      if (!patient || suspects.get(id) === stamp) return why
      suspects.set(id, stamp)
      return null
    }
    try {
      if (!settled && holdsMore(root, id)) return odd('more')
      const entry = readEntry(root, id, stamp, index)
      givenUp.delete(id)
      suspects.delete(id)
      return n === null ? entry : { ...entry, n }
    } catch (thrown) {
      if (isOfIndex(thrown)) throw thrown
      return odd('records')
    }
  }

  async function takeAll(ids: readonly string[], how: How): Promise<Looked> {
    const waiting = [...new Set(ids)].map((id) => ({ id, n: null, at: -1 })).reverse()
    const changed: string[] = []
    const unusual: Unusual[] = []
    while (waiting.length > 0) {
      const looked = take(waiting, how)
      changed.push(...looked.changed)
      unusual.push(...looked.unusual)
      if (waiting.length > 0) await turn()
    }
    return { changed, unusual }
  }

  /** Every article whose stamp is another one than the index has, oldest first; a share at a time. */
  async function differing(ids: readonly string[], check: () => void): Promise<Numbered[]> {
    const found: Numbered[] = []
    const known: number[] = []
    let at = 0
    let after = ''
    for (;;) {
      const page = index.stampsAfter(after, share.folders)
      const last = page.length < share.folders ? null : (page.at(-1)?.id ?? null)
      const indexed = new Map(page.map((row) => [row.id, row]))
      for (; at < ids.length; at++) {
        const id = ids[at] ?? ''
        if (last !== null && id > last) break
        const row = indexed.get(id)
        indexed.delete(id)
        known.push(row?.n ?? 0)
        const stamp = stampNow(root, id)
        if (stamp !== null && stamp !== row?.stamp && givenUp.get(id) !== stamp) found.push({ id, n: null, at })
        // Without rows of the index a page says nothing of where to stop.
        if (last === null && at % share.folders === share.folders - 1) {
          await turn()
          check()
        }
      }
      for (const { id } of indexed.values()) found.push({ id, n: null, at: -1 })
      if (last === null) return numbered(found, known)
      after = last
      await turn()
      check()
    }
  }

  async function check({ signal, onProgress }: CheckOptions = {}): Promise<Checked> {
    const stopped = () => {
      if (signal?.aborted) throw new PostilError('cancelled')
    }
    const patient = checks > 0
    const { present, ids, buried, strange } = foldersNow(root)
    const { all, trash } = index.counts()
    // Articles that were here a moment ago are not taken for deleted when their drive goes away.
    if (!present && all + trash > 0) throw new PostilError('libraryUnreadable', { path: root, reason: 'ENOENT' })
    const changed: string[] = []
    const unusual: Unusual[] = buried.map((id) => ({ id, why: 'buried' }))
    const waiting = await differing(ids, stopped)
    const total = waiting.length
    if (total > 0) onProgress?.(0, total)
    while (waiting.length > 0) {
      stopped()
      // Newest first: what one looks at first is there first.
      const looked = take(waiting, { settled: false, patient, anyway: false })
      changed.push(...looked.changed)
      unusual.push(...looked.unusual)
      onProgress?.(total - waiting.length, total)
      await turn()
    }
    checks += 1
    const now = strange.join('/')
    const news = now === strangeBefore ? [] : strange
    strangeBefore = now
    return { changed, unusual, strange: news }
  }

  return {
    refresh: (ids, { settled = false } = {}) => takeAll(ids, { settled, patient: false, anyway: true }),
    look: (ids) => takeAll(ids, { settled: false, patient: true, anyway: false }),
    put: async (entries) => index.put(entries),
    giveUp: async (id, entry) => {
      const stamp = stampNow(root, id)
      if (stamp !== null) givenUp.set(id, stamp)
      if (entry) index.put([{ ...entry, stamp: UNSETTLED }])
      else index.remove([id])
    },
    check,
    close: async () => close(),
  }
}

/** SQLite's own failures are not an article's. */
function isOfIndex(thrown: unknown): boolean {
  if (thrown instanceof PostilError) return thrown.code === 'indexDamaged' || thrown.code === 'diskFull'
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_SQLITE_ERROR'
}
